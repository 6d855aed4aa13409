package dev.remit.server.access;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.request.Credential;
import dev.remit.pdp.request.Provenance;
import dev.remit.server.credential.CredentialValidator;
import dev.remit.server.credential.Flaw;
import dev.remit.server.credential.Validation;
import dev.remit.store.data.TenantId;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// Lets registered callers pass who have the right by Remit's own policies. A key is looked up on
/// the spot; a token or a certificate is validated first, and then its caller is looked up.
public final class RegistryGate implements Gate {
  private final CallerRegistry callers;
  private final CredentialValidator credentials;
  private final Set<TenantId> served;
  private final InstantSource clock;

  /// Callers of tenants that are not `served` are refused.
  public RegistryGate(
      CallerRegistry callers,
      CredentialValidator credentials,
      Collection<TenantId> served,
      InstantSource clock) {
    this.callers = Objects.requireNonNull(callers, "callers");
    this.credentials = Objects.requireNonNull(credentials, "credentials");
    this.served = Set.copyOf(served);
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  @Override
  public CompletionStage<Admission> admit(
      ServiceRequestContext context, RequestHeaders headers, Right right) {
    String authorization = headers.get(HttpHeaderNames.AUTHORIZATION, "");
    Optional<String> token = CredentialValidator.findBearer(authorization);
    if (token.isPresent() && token.get().startsWith(Token.PREFIX)) {
      return CompletableFuture.completedFuture(byKey(token.get(), right));
    }
    if (authorization.isEmpty() && certificate(context).isEmpty()) {
      return CompletableFuture.completedFuture(NO_CREDENTIAL);
    }
    CompletableFuture<Validation> validated =
        credentials.validate(authorization, () -> certificate(context)).toCompletableFuture();
    return validated.isDone()
        ? validated.thenApply(found -> byCredential(found, right))
        : validated.thenApplyAsync(found -> byCredential(found, right), context.eventLoop());
  }

  private static final Admission NO_CREDENTIAL =
      new Admission.Unauthenticated(
          "caller.no-credential", "no credential; send `Authorization: Bearer TOKEN`");

  private static final Admission UNKNOWN_TOKEN =
      new Admission.Unauthenticated(
          "caller.unknown-token", "the token is not known; check that it is the newest");

  private static final Admission UNREGISTERED =
      new Admission.Unauthenticated(
          "caller.not-registered",
          "the credential is good, but names no caller; register one for it");

  private Admission byKey(String secret, Right right) {
    CallerIndex.KnownKey found = callers.current().find(TokenHash.of(secret));
    if (found == null || !found.isGoodAt(clock.instant())) {
      return UNKNOWN_TOKEN;
    }
    return admission(found.known(), right, found.credential(), null, Provenance.ABSENT);
  }

  private Admission byCredential(Validation validation, Right right) {
    return switch (validation) {
      case Validation.Refused(Flaw flaw) when flaw == Flaw.BUSY ->
          new Admission.Unavailable(flaw.code(), flaw.detail());
      case Validation.Refused refused ->
          new Admission.Unauthenticated(refused.code(), refused.detail());
      case Validation.Valid(
              Credential.Verified credential,
              EntityUid principal,
              Provenance verified) -> {
        CallerIndex.Known found = callers.current().find(proof(credential));
        yield found == null
            ? UNREGISTERED
            : admission(found, right, credential, principal, verified);
      }
    };
  }

  private static Proof proof(Credential.Verified credential) {
    return switch (credential.kind()) {
      case JWT -> new Proof.Jwt(credential.issuer(), credential.subject());
      case JWT_SVID, X509_SVID -> new Proof.Spiffe(credential.subject());
      case API_KEY -> throw new IllegalStateException("a key is no validated credential");
    };
  }

  private Admission admission(
      CallerIndex.Known known,
      Right right,
      Credential.Verified credential,
      @Nullable EntityUid principal,
      Provenance verified) {
    Instant now = clock.instant();
    Caller caller = known.registration().caller();
    if (!known.registration().isGoodAt(now)) {
      return new Admission.Unauthenticated(
          "caller.expired",
          "the registration of `" + caller.id() + "` has ended; register it anew");
    }
    if (!served.contains(caller.tenant())) {
      return new Admission.Forbidden(
          "`%s` is a caller of the tenant `%s`, which is not served; name it in the settings"
              .formatted(caller.id(), caller.tenant()));
    }
    if (!known.rights().contains(right)) {
      return new Admission.Forbidden(
          "`%s` lacks the right `%s`; an administrator can register it with another role"
              .formatted(caller.id(), right.text()));
    }
    return new Admission.Admitted(caller.as(principal), credential, verified);
  }

  /// Of a connection whose client certificate was verified.
  private static Optional<X509Certificate> certificate(ServiceRequestContext context) {
    SSLSession session = context.sslSession();
    if (session == null) {
      return Optional.empty();
    }
    try {
      Certificate[] chain = session.getPeerCertificates();
      return chain.length > 0 && chain[0] instanceof X509Certificate leaf
          ? Optional.of(leaf)
          : Optional.empty();
    } catch (SSLPeerUnverifiedException _) {
      return Optional.empty();
    }
  }

  @Override
  public boolean allows(Caller caller, Right right) {
    CallerIndex.Known known = callers.current().find(CallerId.of(caller));
    return known != null && known.rights().contains(right);
  }

  @Override
  public boolean mayPublish(Caller caller, String part) {
    return callers.mayPublish(CallerId.of(caller), part);
  }
}
