package dev.remit.server.credential;

import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.server.setting.Settings;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/// An issuer of the settings: whose tokens count, with which keys, and for what.
///
/// `trustDomain` is empty where the issuer vouches for no SPIFFE ids.
record TrustedIssuer(
    String issuer,
    IssuerKeys keys,
    Set<Algorithm> algorithms,
    Set<String> audiences,
    Name subjectType,
    String trustDomain,
    Duration skew) {

  TrustedIssuer {
    Objects.requireNonNull(issuer, "issuer");
    Objects.requireNonNull(keys, "keys");
    algorithms = Collections.unmodifiableSet(EnumSet.copyOf(algorithms));
    audiences = Set.copyOf(audiences);
    Objects.requireNonNull(subjectType, "subjectType");
    Objects.requireNonNull(trustDomain, "trustDomain");
    Objects.requireNonNull(skew, "skew");
  }

  static TrustedIssuer of(Settings.Issuer settings, IssuerKeys keys) {
    Set<Algorithm> algorithms = EnumSet.noneOf(Algorithm.class);
    settings.algorithms().forEach(text -> algorithms.add(Algorithm.find(text).orElseThrow()));
    return new TrustedIssuer(
        settings.issuer(),
        keys,
        algorithms,
        Set.copyOf(settings.audiences()),
        new Name(settings.subjectType()),
        settings.trustDomain().equals("none") ? "" : settings.trustDomain(),
        settings.clockSkew());
  }

  boolean vouchesForWorkloads() {
    return !trustDomain.isEmpty();
  }

  EntityUid principal(String subject) {
    return new EntityUid(subjectType, subject);
  }
}
