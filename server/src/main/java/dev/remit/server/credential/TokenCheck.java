package dev.remit.server.credential;

import com.nimbusds.jose.jwk.JWK;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Credential;
import dev.remit.pdp.request.Provenance;
import dev.remit.server.setting.Settings;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// Judges one token against its issuer: signature first, so that nothing is told of the claims to
/// whoever made them up; then time, audience and subject.
///
/// Source: RFC 7519, section 4.1; SPIFFE JWT-SVID, sections 3 and 4; for transaction tokens,
/// draft-ietf-oauth-transaction-tokens-10, section 5.2, and for `purp` the drafts before.
///
/// `audiences` are those that it must be meant for, by who presents it, and as what.
record TokenCheck(
    SignedToken token,
    TrustedIssuer issuer,
    Settings.Presenter presenter,
    Set<String> audiences,
    Algorithm algorithm) {
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
    return new TokenCheck(token, issuer, presenter, audiences, algorithm);
  }

  Optional<JWK> key(KeySet keys) throws Flawed {
    return keys.find(token.keyId(), algorithm);
  }

  /// What the token is, its time yet to be checked against the clock.
  Validation.Valid verify(JWK key) throws Flawed {
    if (!algorithm.verifies(key, token)) {
      throw new Flawed(Flaw.SIGNATURE);
    }
    Claims claims = token.payload();
    SortedSet<String> meantFor = claims.names("aud");
    if (Collections.disjoint(meantFor, audiences)) {
      throw new Flawed(meantFor.isEmpty() ? Flaw.CLAIMS : Flaw.AUDIENCE);
    }
    return switch (presenter) {
      case CALLERS, CLIENTS -> identity(claims, meantFor);
      case TRANSACTIONS -> transaction(claims, meantFor);
    };
  }

  /// Who acts, and for whom if it has `act`.
  private Validation.Valid identity(Claims claims, SortedSet<String> meantFor) throws Flawed {
    String subject = claims.requireText("sub");
    ActorChain actors = ActorChain.of(claims);
    Credential.Kind kind = kind(claims, actors);
    Provenance verified = Provenance.ABSENT;
    if (actors != null) {
      verified =
          verified
              .withDelegators(Claim.verified(subject), Claim.verified(actors.before()))
              .withAgent(Claim.verified(actors.current()));
    } else if (kind == Credential.Kind.JWT_SVID) {
      verified = verified.withAgent(Claim.verified(subject));
    }
    return new Validation.Valid(
        credential(kind, actors == null ? subject : actors.current(), claims, meantFor),
        issuer.principal(subject, actors),
        verified);
  }

  /// What the work is for. The workload that asked for the token acts for its subject.
  private Validation.Valid transaction(Claims claims, SortedSet<String> meantFor) throws Flawed {
    if (!claims.has("iat")) {
      throw new Flawed(Flaw.TRANSACTION);
    }
    String subject = transactionText(claims, "sub");
    String purpose = transactionText(claims, claims.has("purp") ? "purp" : "scope");
    String workload = transactionText(claims, "req_wl");
    Provenance verified =
        Provenance.ABSENT
            .withDelegators(
                Claim.verified(subject),
                Claim.verified(workload.equals(subject) ? List.of() : List.of(workload)))
            .withTask(Claim.absent(), Claim.verified(purpose))
            .withTrace(Claim.verified(transactionText(claims, "txn")));
    return new Validation.Valid(
        credential(Credential.Kind.JWT, subject, claims, meantFor),
        issuer.principal(subject, null),
        verified);
  }

  private static String transactionText(Claims claims, String name) throws Flawed {
    try {
      return claims.requireText(name);
    } catch (Flawed _) {
      throw new Flawed(Flaw.TRANSACTION);
    }
  }

  /// `subject` is who acts.
  private Credential.Verified credential(
      Credential.Kind kind, String subject, Claims claims, SortedSet<String> meantFor)
      throws Flawed {
    Instant expires = claims.findInstant("exp").orElseThrow(() -> new Flawed(Flaw.CLAIMS));
    Instant issued = claims.findInstant("iat").orElse(Instant.EPOCH);
    return new Credential.Verified(
        kind,
        issuer.issuer(),
        claims.findText("jti"),
        subject,
        new Credential.Reach(claims.scopes(), meantFor),
        new Credential.Validity(issued, expires),
        Confirmation.of(claims));
  }

  /// An issuer that vouches for a trust domain names workloads of it and nobody else, and none for
  /// whom they act.
  private Credential.Kind kind(Claims claims, @Nullable ActorChain actors) throws Flawed {
    if (!issuer.vouchesForWorkloads()) {
      return Credential.Kind.JWT;
    }
    if (actors != null) {
      throw new Flawed(Flaw.ACTOR);
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
