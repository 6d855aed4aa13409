package dev.remit.server.gateway;

import dev.remit.pdp.request.ClientToken;
import dev.remit.pdp.request.Credential;
import dev.remit.pdp.request.RawRequest;
import dev.remit.server.credential.CredentialValidator;
import dev.remit.server.credential.Validation;
import dev.remit.server.decision.Basis;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// The bearer tokens of clients behind gateways, validated where the route of a request asks for
/// one. Any thread may ask; nothing blocks it.
public final class ClientTokens {
  private static final String AUTHORIZATION = "authorization";

  private final CredentialValidator credentials;

  public ClientTokens(CredentialValidator credentials) {
    this.credentials = Objects.requireNonNull(credentials, "credentials");
  }

  /// A request with what came of its token, and the credential that the token is, absent where it
  /// is none.
  public record Read(RawRequest.HttpCall call, Credential credential) {
    public Read {
      Objects.requireNonNull(call, "call");
      Objects.requireNonNull(credential, "credential");
    }
  }

  /// Done at once where the route asks for no token, or the token is remembered; otherwise on
  /// `executor`. `certificate` is what the client showed to the gateway, as the gateway says.
  public CompletionStage<Read> read(
      RawRequest.HttpCall call,
      Supplier<Optional<X509Certificate>> certificate,
      Basis basis,
      Executor executor) {
    List<String> values = call.headers().getOrDefault(AUTHORIZATION, List.of());
    if (values.size() != 1 || !basis.bundle().manifest().mapping().asksForToken(call)) {
      return CompletableFuture.completedFuture(new Read(call, Credential.absent()));
    }
    CompletableFuture<Validation> validated =
        credentials.validateClient(values.getFirst(), certificate).toCompletableFuture();
    return validated.isDone()
        ? validated.thenApply(found -> read(call, found))
        : validated.thenApplyAsync(found -> read(call, found), executor);
  }

  private static Read read(RawRequest.HttpCall call, Validation validation) {
    return switch (validation) {
      case Validation.Valid(var credential, var principal) ->
          new Read(call.with(new ClientToken.Valid(principal)), credential);
      case Validation.Refused refused ->
          new Read(
              call.with(new ClientToken.Refused(refused.code(), refused.headline())),
              Credential.absent());
    };
  }
}
