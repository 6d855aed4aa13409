package dev.remit.server.credential;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWK;
import dev.remit.cedar.value.Name;
import dev.remit.pdp.request.Credential;
import dev.remit.server.setting.Settings;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Validates bearer tokens and client certificates by the issuers of the settings. Any thread may
/// ask; nothing blocks it, and signatures are verified on another.
///
/// A verified token is remembered by its SHA-256, and by who presented it, while it is good and its
/// issuer's keys are the same ones: a key that is taken back ends the tokens that it signed. What
/// is more than can be checked at once is refused and does not wait.
public final class CredentialValidator implements AutoCloseable {
  private static final String BEARER = "Bearer ";

  /// A token by its SHA-256, and who presents it: what is good from one need not be from another.
  private record TokenName(Settings.Presenter presenter, ByteBuffer sha256) {}

  /// What was verified, with the keys of its issuer at that time.
  private record Remembered(Validation.Valid valid, TrustedIssuer issuer, KeySet keys) {}

  private final Map<String, TrustedIssuer> byIssuer = new HashMap<>();
  private final Map<String, TrustedIssuer> byTrustDomain = new HashMap<>();
  private final CertificateCheck certificates;
  private final InstantSource clock;
  private final Executor blocking;
  private final HttpClient client;
  private final Semaphore checks = new Semaphore(TokenLimits.CHECKS_MAX);
  private final Cache<TokenName, Remembered> remembered =
      Caffeine.newBuilder().maximumSize(TokenLimits.REMEMBERED_MAX).executor(Runnable::run).build();
  private final Cache<X509Certificate, Validation.Valid> known =
      Caffeine.newBuilder().maximumSize(TokenLimits.REMEMBERED_MAX).executor(Runnable::run).build();

  /// Signatures are verified and files are read on threads of `blocking`; `operator` is told of
  /// keys that cannot be fetched.
  public CredentialValidator(
      Settings settings, InstantSource clock, Executor blocking, Consumer<String> operator) {
    this.clock = Objects.requireNonNull(clock, "clock");
    this.blocking = Objects.requireNonNull(blocking, "blocking");
    this.certificates = new CertificateCheck(new Name(settings.listen().tls().subjectType()));
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(TokenLimits.FETCH_MAX)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(blocking)
            .build();
    settings
        .issuers()
        .forEach((name, issuer) -> {
          IssuerKeys keys =
              new IssuerKeys(
                  name,
                  new KeySource(issuer.jwks().location(), client, blocking),
                  new IssuerKeys.Times(issuer.jwksCache(), issuer.jwksKept()),
                  clock,
                  operator);
          add(TrustedIssuer.of(issuer, keys));
        });
  }

  private void add(TrustedIssuer issuer) {
    byIssuer.put(issuer.issuer(), issuer);
    if (issuer.vouchesForWorkloads()) {
      byTrustDomain.put(issuer.trustDomain(), issuer);
    }
  }

  /// Asks for the keys of every issuer, so that the first tokens need not wait for them.
  public void warm() {
    byIssuer.values().forEach(issuer -> issuer.keys().keys());
  }

  /// The credential of a caller: in an `Authorization` header, which may be empty, or else that of
  /// the client certificate whose chain was verified. `certificate` is asked for only where it
  /// matters.
  public CompletionStage<Validation> validate(
      String authorization, Supplier<Optional<X509Certificate>> certificate) {
    if (authorization.isEmpty()) {
      return done(
          certificate.get().map(this::certificate).orElse(Validation.refused(Flaw.UNSUPPORTED)));
    }
    return bearer(authorization, Settings.Presenter.CALLERS, certificate);
  }

  /// The credential of a client behind a gateway, in the `Authorization` header of its request.
  /// `certificate` is what it showed to the gateway, if the gateway says so: a token that is bound
  /// to one is good only with it.
  public CompletionStage<Validation> validateClient(
      String authorization, Supplier<Optional<X509Certificate>> certificate) {
    return bearer(authorization, Settings.Presenter.CLIENTS, certificate);
  }

  /// A transaction token, which comes beside whatever its bearer proves itself with.
  CompletionStage<Validation> validateTransaction(String token) {
    return token(token.strip(), Settings.Presenter.TRANSACTIONS, Optional::empty);
  }

  /// Whether any issuer's transaction tokens count.
  boolean takesTransactions() {
    return byIssuer.values().stream()
        .anyMatch(issuer -> issuer.audiences().containsKey(Settings.Presenter.TRANSACTIONS));
  }

  private CompletionStage<Validation> bearer(
      String authorization,
      Settings.Presenter presenter,
      Supplier<Optional<X509Certificate>> certificate) {
    Optional<String> token = findBearer(authorization);
    return token.isPresent()
        ? token(token.get(), presenter, certificate)
        : done(Validation.refused(Flaw.UNSUPPORTED));
  }

  /// The token of an `Authorization` header, if it is one of that scheme.
  public static Optional<String> findBearer(String authorization) {
    return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? Optional.of(authorization.substring(BEARER.length()).strip())
        : Optional.empty();
  }

  private static CompletionStage<Validation> done(Validation validation) {
    return CompletableFuture.completedFuture(validation);
  }

  private Validation certificate(X509Certificate certificate) {
    try {
      Validation.Valid valid = known.getIfPresent(certificate);
      if (valid == null) {
        valid = certificates.read(certificate);
        known.put(certificate, valid);
      }
      Credential.Validity validity = valid.credential().validity();
      requireGood(validity.issued(), validity.expires(), Duration.ZERO);
      return valid;
    } catch (Flawed e) {
      return Validation.refused(e.flaw());
    }
  }

  private void requireGood(Instant begins, Instant expires, Duration skew) throws Flawed {
    Instant now = clock.instant();
    if (!now.isBefore(expires.plus(skew))) {
      throw new Flawed(Flaw.EXPIRED);
    }
    if (now.plus(skew).isBefore(begins)) {
      throw new Flawed(Flaw.NOT_YET_VALID);
    }
  }

  private CompletionStage<Validation> token(
      String token, Settings.Presenter presenter, Supplier<Optional<X509Certificate>> certificate) {
    if (token.length() > TokenLimits.CHARS_MAX) {
      return done(Validation.refused(Flaw.TOO_LARGE));
    }
    TokenName name = new TokenName(presenter, sha256(token));
    Remembered before = remembered.getIfPresent(name);
    if (before != null && before.keys() == before.issuer().keys().current()) {
      return done(again(name, before, certificate));
    }
    return inTurn(() -> parsed(token, presenter), new Parsed.Unsound(Flaw.BUSY))
        .thenCompose(parsed ->
            switch (parsed) {
              case Parsed.Sound(TokenCheck check) -> verified(name, check, certificate);
              case Parsed.Unsound(Flaw flaw) -> done(Validation.refused(flaw));
            });
  }

  /// A token that was verified before, if it is still good.
  private Validation again(
      TokenName name, Remembered before, Supplier<Optional<X509Certificate>> certificate) {
    try {
      Credential.Verified credential = before.valid().credential();
      // Nothing that was good from the beginning stops being so; only its end comes.
      requireGood(Instant.EPOCH, credential.validity().expires(), before.issuer().skew());
      requireConfirmed(credential, certificate);
      return before.valid();
    } catch (Flawed e) {
      if (e.flaw() == Flaw.EXPIRED) {
        remembered.invalidate(name);
      }
      return Validation.refused(e.flaw());
    }
  }

  private static void requireConfirmed(
      Credential.Verified credential, Supplier<Optional<X509Certificate>> certificate)
      throws Flawed {
    if (!credential.confirmation().isEmpty()) {
      Optional<String> shown = certificate.get().map(Confirmation::of);
      if (!shown.equals(Optional.of(credential.confirmation()))) {
        throw new Flawed(Flaw.CONFIRMATION);
      }
    }
  }

  /// A token that can be judged, or why not.
  private sealed interface Parsed {
    record Sound(TokenCheck check) implements Parsed {}

    record Unsound(Flaw flaw) implements Parsed {}
  }

  /// What a step comes to on another thread, or `otherwise` where too many are under way.
  private <T> CompletableFuture<T> inTurn(Supplier<T> step, T otherwise) {
    if (!checks.tryAcquire()) {
      return CompletableFuture.completedFuture(otherwise);
    }
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return step.get();
          } finally {
            checks.release();
          }
        },
        blocking);
  }

  private Parsed parsed(String text, Settings.Presenter presenter) {
    try {
      SignedToken token = SignedToken.parse(text, presenter);
      return new Parsed.Sound(TokenCheck.of(token, issuer(token.payload(), presenter), presenter));
    } catch (Flawed e) {
      return new Parsed.Unsound(e.flaw());
    }
  }

  /// By `iss`; a JWT-SVID may leave it out, and then its trust domain tells; so may a transaction
  /// token, and then its audience does.
  private TrustedIssuer issuer(Claims claims, Settings.Presenter presenter) throws Flawed {
    @Nullable TrustedIssuer found;
    if (claims.has("iss")) {
      found = byIssuer.get(claims.requireText("iss"));
    } else if (presenter == Settings.Presenter.TRANSACTIONS) {
      found = transactionIssuer(claims.names("aud"));
    } else {
      SpiffeId id =
          SpiffeId.find(claims.findText("sub")).orElseThrow(() -> new Flawed(Flaw.CLAIMS));
      found = byTrustDomain.get(id.trustDomain());
    }
    if (found == null) {
      throw new Flawed(Flaw.ISSUER);
    }
    return found;
  }

  /// The one whose transaction tokens are meant for these; null where there is none, or more.
  private @Nullable TrustedIssuer transactionIssuer(Set<String> audiences) {
    List<TrustedIssuer> found =
        byIssuer.values().stream()
            .filter(issuer ->
                !Collections.disjoint(
                    issuer.audiences().getOrDefault(Settings.Presenter.TRANSACTIONS, Set.of()),
                    audiences))
            .toList();
    return found.size() == 1 ? found.getFirst() : null;
  }

  private CompletionStage<Validation> verified(
      TokenName name, TokenCheck check, Supplier<Optional<X509Certificate>> certificate) {
    IssuerKeys keys = check.issuer().keys();
    return keys.keys()
        .thenCompose(now ->
            now == null || find(check, now) != null
                ? CompletableFuture.completedFuture(now)
                : keys.keysBeyond(now))
        .thenCompose(now ->
            inTurn(() -> judge(name, check, now, certificate), Validation.refused(Flaw.BUSY)));
  }

  private static @Nullable JWK find(TokenCheck check, KeySet keys) {
    try {
      return check.key(keys).orElse(null);
    } catch (Flawed _) {
      return null;
    }
  }

  private Validation judge(
      TokenName name,
      TokenCheck check,
      @Nullable KeySet keys,
      Supplier<Optional<X509Certificate>> certificate) {
    if (keys == null) {
      return Validation.refused(Flaw.KEYS_UNAVAILABLE);
    }
    try {
      JWK key = check.key(keys).orElseThrow(() -> new Flawed(Flaw.KEY));
      Validation.Valid valid = check.verify(key);
      TrustedIssuer issuer = check.issuer();
      requireGood(check.begins(), valid.credential().validity().expires(), issuer.skew());
      requireConfirmed(valid.credential(), certificate);
      remembered.put(name, new Remembered(valid, issuer, keys));
      return valid;
    } catch (Flawed e) {
      return Validation.refused(e.flaw());
    }
  }

  private static ByteBuffer sha256(String token) {
    try {
      return ByteBuffer.wrap(
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Fetches that are under way end.
  @Override
  public void close() {
    client.shutdownNow();
  }
}
