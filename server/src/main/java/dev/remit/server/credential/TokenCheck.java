package dev.remit.server.credential;

import com.nimbusds.jose.jwk.JWK;
import dev.remit.pdp.request.Credential;
import dev.remit.server.setting.Settings;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/// Judges one token against its issuer: signature first, so that nothing is told of the claims to
/// whoever made them up; then time, audience and subject.
///
/// Source: RFC 7519, section 4.1; SPIFFE JWT-SVID, sections 3 and 4.
///
/// `audiences` are those that it must be meant for, by who presents it.
record TokenCheck(
    SignedToken token, TrustedIssuer issuer, Set<String> audiences, Algorithm algorithm) {
  static TokenCheck of(SignedToken token, TrustedIssuer issuer, Settings.Presenter presenter)
      throws Flawed {
    Set<String> audiences = issuer.audiences().get(presenter);
    if (audiences == null) {
      throw new Flawed(Flaw.ISSUER);
    }
    Algorithm algorithm =
        Algorithm.find(token.algorithm()).orElseThrow(() -> new Flawed(Flaw.ALGORITHM));
    if (!issuer.algorithms().contains(algorithm)) {
      throw new Flawed(Flaw.ALGORITHM);
    }
    return new TokenCheck(token, issuer, audiences, algorithm);
  }

  Optional<JWK> key(KeySet keys) throws Flawed {
    return keys.find(token.keyId(), algorithm);
  }

  /// The credential that the token is, its time yet to be checked against the clock.
  Credential.Verified verify(JWK key) throws Flawed {
    if (!algorithm.verifies(key, token)) {
      throw new Flawed(Flaw.SIGNATURE);
    }
    Claims claims = token.payload();
    SortedSet<String> meantFor = claims.names("aud");
    if (Collections.disjoint(meantFor, audiences)) {
      throw new Flawed(meantFor.isEmpty() ? Flaw.CLAIMS : Flaw.AUDIENCE);
    }
    Instant expires = claims.findInstant("exp").orElseThrow(() -> new Flawed(Flaw.CLAIMS));
    Instant issued = claims.findInstant("iat").orElse(Instant.EPOCH);
    return new Credential.Verified(
        kind(claims),
        issuer.issuer(),
        claims.findText("jti"),
        claims.requireText("sub"),
        new Credential.Reach(claims.scopes(), meantFor),
        new Credential.Validity(issued, expires),
        Confirmation.of(claims));
  }

  /// An issuer that vouches for a trust domain names workloads of it and nobody else.
  private Credential.Kind kind(Claims claims) throws Flawed {
    if (!issuer.vouchesForWorkloads()) {
      return Credential.Kind.JWT;
    }
    Optional<SpiffeId> id = SpiffeId.find(claims.requireText("sub"));
    if (id.isEmpty() || !id.get().trustDomain().equals(issuer.trustDomain())) {
      throw new Flawed(Flaw.SUBJECT);
    }
    return Credential.Kind.JWT_SVID;
  }

  /// From when on the token is good.
  Instant begins() throws Flawed {
    Instant notBefore = token.payload().findInstant("nbf").orElse(Instant.EPOCH);
    Instant issued = token.payload().findInstant("iat").orElse(Instant.EPOCH);
    return notBefore.isAfter(issued) ? notBefore : issued;
  }
}
