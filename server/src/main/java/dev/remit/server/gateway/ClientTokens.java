package dev.remit.server.gateway;

import dev.remit.pdp.decision.LiveContext;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.ClientToken;
import dev.remit.pdp.request.RawRequest;
import dev.remit.server.credential.CredentialValidator;
import dev.remit.server.credential.TransactionTokens;
import dev.remit.server.credential.Validation;
import dev.remit.server.decision.Basis;
import dev.remit.server.decision.DecisionService;
import dev.remit.server.decision.Question;
import dev.remit.server.http.TraceParent;
import dev.remit.server.ledger.TaskHeaders;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/// Makes a question of what clients behind gateways send, by what their tokens say: bearer tokens,
/// validated where the route of a request asks for one, transaction tokens and those of tasks. Any
/// thread may ask; nothing blocks it.
public final class ClientTokens {
  private static final String AUTHORIZATION = "authorization";
  private static final String TRACE = "traceparent";

  private final CredentialValidator credentials;
  private final TransactionTokens transactions;

  public ClientTokens(CredentialValidator credentials) {
    this.credentials = Objects.requireNonNull(credentials, "credentials");
    this.transactions = TransactionTokens.by(credentials);
  }

  /// The transaction tokens that count, also where no gateway asks.
  public TransactionTokens transactions() {
    return transactions;
  }

  /// A request with what came of its token, and what is known of it by its tokens.
  private record Read(RawRequest.HttpCall call, LiveContext live) {
    private Read {
      Objects.requireNonNull(call, "call");
      Objects.requireNonNull(live, "live");
    }

    /// With the trace that the request says it is part of, unless a token says it.
    private Read traced() {
      List<String> said = call.headers().getOrDefault(TRACE, List.of());
      if (said.size() != 1 || live.verified().trace() instanceof Claim.Verified<String>) {
        return this;
      }
      return TraceParent.parse(said.getFirst())
          .map(trace ->
              new Read(
                  call.with(call.provenance().withTrace(Claim.asserted(trace.traceId()))), live))
          .orElse(this);
    }

    /// With the task and the attempt that the headers name.
    private Question question(DecisionService decisions, Basis basis, String point) {
      TaskHeaders headers = TaskHeaders.of(call.headers(), decisions.tokens(), decisions.now());
      return new Question(call, live, basis, point, headers.task(), headers.attempt());
    }
  }

  /// What the client of a gateway, the decision point `point`, asks of `decisions`: its request
  /// with all that its headers say. `certificate` is what it showed to the gateway, as the gateway
  /// says.
  ///
  /// Done at once where there is no token to look at, or those that there are are remembered;
  /// otherwise on `executor`.
  public CompletionStage<Question> question(
      RawRequest.HttpCall call,
      Supplier<Optional<X509Certificate>> certificate,
      DecisionService decisions,
      String point,
      Executor executor) {
    Basis basis = decisions.basis();
    Function<Read, Question> question = read -> read.traced().question(decisions, basis, point);
    CompletableFuture<Read> read =
        bearer(call, certificate, basis)
            .thenCompose(bearer ->
                transactions
                    .read(call.headers().getOrDefault(TransactionTokens.HEADER, List.of()))
                    .thenApply(adding -> new Read(bearer.call(), adding.apply(bearer.live()))))
            .toCompletableFuture();
    return read.isDone() ? read.thenApply(question) : read.thenApplyAsync(question, executor);
  }

  private CompletionStage<Read> bearer(
      RawRequest.HttpCall call, Supplier<Optional<X509Certificate>> certificate, Basis basis) {
    List<String> values = call.headers().getOrDefault(AUTHORIZATION, List.of());
    if (values.size() != 1 || !basis.bundle().manifest().mapping().asksForToken(call)) {
      return CompletableFuture.completedFuture(new Read(call, LiveContext.NONE));
    }
    return credentials
        .validateClient(values.getFirst(), certificate)
        .thenApply(found -> read(call, found));
  }

  private static Read read(RawRequest.HttpCall call, Validation validation) {
    return switch (validation) {
      case Validation.Valid(var credential, var principal, var verified) ->
          new Read(
              call.with(new ClientToken.Valid(principal)), LiveContext.of(credential, verified));
      case Validation.Refused refused ->
          new Read(
              call.with(new ClientToken.Refused(refused.code(), refused.headline())),
              LiveContext.NONE);
    };
  }
}
