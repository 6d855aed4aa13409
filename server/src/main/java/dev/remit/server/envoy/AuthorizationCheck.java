package dev.remit.server.envoy;

import com.google.rpc.Code;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.grpc.GrpcSerializationFormats;
import com.linecorp.armeria.server.HttpServiceWithRoutes;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.grpc.GrpcService;
import dev.remit.server.access.Admission;
import dev.remit.server.access.Caller;
import dev.remit.server.access.Gate;
import dev.remit.server.access.PerTenant;
import dev.remit.server.access.Right;
import dev.remit.server.decision.DecisionService;
import dev.remit.server.decision.Evaluated;
import dev.remit.server.decision.Question;
import dev.remit.server.gateway.ClientTokens;
import dev.remit.server.gateway.Ruling;
import dev.remit.server.http.Problem;
import dev.remit.server.http.ProxyCredential;
import io.envoyproxy.envoy.service.auth.v3.AuthorizationGrpc;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import io.envoyproxy.envoy.service.auth.v3.CheckResponse;
import io.grpc.stub.StreamObserver;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// `envoy.service.auth.v3.Authorization/Check`: may the request that Envoy holds pass? Envoy
/// presents its own credential in the metadata `x-remit-authorization`, or its client certificate.
public final class AuthorizationCheck implements AuthorizationGrpc.AsyncService {
  private final PerTenant<DecisionService> all;
  private final ClientTokens tokens;
  private final Gate gate;
  private final Consumer<String> faults;

  /// `faults` takes what went wrong where that is our own.
  public AuthorizationCheck(
      PerTenant<DecisionService> all, ClientTokens tokens, Gate gate, Consumer<String> faults) {
    this.all = Objects.requireNonNull(all, "all");
    this.tokens = Objects.requireNonNull(tokens, "tokens");
    this.gate = Objects.requireNonNull(gate, "gate");
    this.faults = Objects.requireNonNull(faults, "faults");
  }

  /// As a service of the port. A message is bounded also once it is decompressed.
  public HttpServiceWithRoutes service(long messageBytesMax) {
    return GrpcService.builder()
        .addService(AuthorizationGrpc.bindService(this))
        .supportedSerializationFormats(GrpcSerializationFormats.PROTO)
        .maxRequestMessageLength(Math.toIntExact(Math.min(messageBytesMax, Integer.MAX_VALUE)))
        .build();
  }

  @Override
  public void check(CheckRequest request, StreamObserver<CheckResponse> observer) {
    ServiceRequestContext context = ServiceRequestContext.current();
    CompletableFuture<?> _ =
        CompletableFuture.completedFuture(request)
            .thenCompose(_ ->
                gate.admit(
                    context, ProxyCredential.of(context.request().headers()), Right.EVALUATE))
            .thenCompose(admission -> answer(admission, request, context.eventLoop()))
            .exceptionally(this::fault)
            .thenAcceptAsync(
                response -> {
                  observer.onNext(response);
                  observer.onCompleted();
                },
                context.eventLoop());
  }

  private CompletionStage<CheckResponse> answer(
      Admission admission, CheckRequest request, Executor eventLoop) {
    return switch (admission) {
      case Admission.Admitted(Caller caller, _, _) -> {
        DecisionService decisions = all.of(caller);
        yield tokens
            .question(
                CheckRequests.read(request),
                () -> CheckRequests.certificate(request),
                decisions,
                caller.point(),
                eventLoop)
            .thenCompose(question -> answer(decisions, caller, question));
      }
      case Admission.Unauthenticated(String code, String detail) ->
          refused(Code.UNAUTHENTICATED, code + ": " + detail);
      case Admission.Unavailable(String code, String detail) ->
          refused(Code.UNAVAILABLE, code + ": " + detail);
      case Admission.Forbidden(String detail) -> refused(Code.PERMISSION_DENIED, detail);
    };
  }

  private static CompletionStage<CheckResponse> answer(
      DecisionService decisions, Caller caller, Question question) {
    Evaluated evaluated = decisions.evaluate(question);
    if (!caller.speaksFor().covers(evaluated.record().inputs().mapped())) {
      return refused(
          Code.PERMISSION_DENIED,
          "`" + caller.id() + "` is not registered for what this request is about");
    }
    return decisions
        .keep(decisions.settle(evaluated))
        .thenApply(kept -> CheckResponses.write(Ruling.of(kept)));
  }

  private static CompletionStage<CheckResponse> refused(Code code, String said) {
    Problem problem =
        new Problem(
            HttpStatus.FORBIDDEN,
            "gateway.not-admitted",
            "the gateway may not ask about this; tell its operator");
    return CompletableFuture.completedFuture(CheckResponses.refused(code, said, problem));
  }

  private CheckResponse fault(Throwable failure) {
    faults.accept("ext_authz: " + failure);
    Problem problem =
        new Problem(
            HttpStatus.FORBIDDEN,
            "service.fault",
            "a fault of the service, which is in its log; nothing was permitted");
    return CheckResponses.refused(Code.INTERNAL, "a fault of the service", problem);
  }
}
