package dev.remit.server.credential;

import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.server.setting.Settings;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An issuer of the settings: whose tokens count, with which keys, and for what.
///
/// `audiences` are by who may present its tokens; whoever is not there may not. `actorType` is null
/// where it may not say who acts for whom. `trustDomain` is empty where the issuer vouches for no
/// SPIFFE ids.
record TrustedIssuer(
    String issuer,
    IssuerKeys keys,
    Set<Algorithm> algorithms,
    Map<Settings.Presenter, Set<String>> audiences,
    Name subjectType,
    @Nullable Name actorType,
    String trustDomain,
    Duration skew) {

  TrustedIssuer {
    Objects.requireNonNull(issuer, "issuer");
    Objects.requireNonNull(keys, "keys");
    algorithms = Collections.unmodifiableSet(EnumSet.copyOf(algorithms));
    audiences = Map.copyOf(audiences);
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
        audiences(settings),
        new Name(settings.subjectType()),
        settings.namesActors() ? new Name(settings.actorType()) : null,
        settings.vouchesForWorkloads() ? settings.trustDomain() : "",
        settings.clockSkew());
  }

  private static Map<Settings.Presenter, Set<String>> audiences(Settings.Issuer settings) {
    Map<Settings.Presenter, Set<String>> audiences = new EnumMap<>(Settings.Presenter.class);
    for (Settings.Presenter presenter : settings.presenters()) {
      boolean apart =
          presenter == Settings.Presenter.CLIENTS && !settings.clientAudiences().isEmpty();
      audiences.put(
          presenter, Set.copyOf(apart ? settings.clientAudiences() : settings.audiences()));
    }
    return audiences;
  }

  boolean vouchesForWorkloads() {
    return !trustDomain.isEmpty();
  }

  /// Who acts by a token about `subject`, in which `actors`, if there are any, act for it.
  EntityUid principal(String subject, @Nullable ActorChain actors) throws Flawed {
    if (actors == null) {
      return new EntityUid(subjectType, subject);
    }
    if (actorType == null) {
      throw new Flawed(Flaw.ACTOR);
    }
    return new EntityUid(actorType, actors.current());
  }
}
