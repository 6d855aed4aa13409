package dev.remit.server.http;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.ExchangeType;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.RoutingContext;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.remit.server.access.Admission;
import dev.remit.server.access.Gate;
import dev.remit.server.access.Right;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Serves one endpoint: gate, whole body, answer. Of whoever does not pass the gate no more is read
/// than [#SHORT_BYTES_MAX].
final class EndpointService implements HttpService {
  static final Problem BUSY =
      new Problem(
          HttpStatus.SERVICE_UNAVAILABLE,
          "service.busy",
          "too many requests are in progress; ask again later");

  /// Bytes of a body that is read before the gate is asked, where its length is announced: the
  /// framework's short way.
  static final long SHORT_BYTES_MAX = 16 * 1024;

  private final Endpoint endpoint;
  private final Gate gate;
  private final InProgress inProgress;
  private final long bodyBytesMax;
  private final Executor blocking;
  private final Consumer<String> audit;

  EndpointService(
      Endpoint endpoint,
      Gate gate,
      InProgress inProgress,
      long bodyBytesMax,
      Executor blocking,
      Consumer<String> audit) {
    this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
    this.gate = Objects.requireNonNull(gate, "gate");
    this.inProgress = Objects.requireNonNull(inProgress, "inProgress");
    this.bodyBytesMax = bodyBytesMax;
    this.blocking = Objects.requireNonNull(blocking, "blocking");
    this.audit = Objects.requireNonNull(audit, "audit");
  }

  @Override
  public ExchangeType exchangeType(RoutingContext context) {
    long announced = context.headers().contentLength();
    if (announced < 0 || announced > Math.min(SHORT_BYTES_MAX, bodyBytesMax)) {
      return ExchangeType.BIDI_STREAMING;
    }
    // An answer to a GET may be one without an end.
    return endpoint.method() == HttpMethod.POST
        ? ExchangeType.UNARY
        : ExchangeType.RESPONSE_STREAMING;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    String requestId = request.headers().get(Call.REQUEST_ID);
    Optional<TraceParent> trace = TraceParent.find(request.headers());
    trace.ifPresent(given -> context.setAttr(Call.TRACE, given));
    HttpResponse response = bounded(context, request);
    return requestId == null && trace.isEmpty()
        ? response
        : response.mapHeaders(headers -> named(headers, requestId, trace));
  }

  private static ResponseHeaders named(
      ResponseHeaders headers, @Nullable String requestId, Optional<TraceParent> trace) {
    ResponseHeadersBuilder more = headers.toBuilder();
    if (requestId != null) {
      more.set(Call.REQUEST_ID, requestId);
    }
    trace.ifPresent(given -> more.set(TraceParent.HEADER, given.next().text()));
    return more.build();
  }

  private HttpResponse bounded(ServiceRequestContext context, HttpRequest request) {
    if (!inProgress.begin()) {
      return BUSY.toResponse();
    }
    HttpResponse response = respond(context, request);
    CompletableFuture<?> _ = response.whenComplete().whenComplete((_, _) -> inProgress.end());
    return response;
  }

  private HttpResponse respond(ServiceRequestContext context, HttpRequest request) {
    context.setMaxRequestLength(bodyBytesMax);
    if (endpoint.right().isEmpty()) {
      return HttpResponse.of(answer(context, request, null));
    }
    Right right = endpoint.right().get();
    CompletionStage<Admission> admission =
        gate.admit(context, withCredential(request.headers()), right);
    return HttpResponse.of(
        admission.thenCompose(found ->
            switch (found) {
              case Admission.Admitted admitted -> {
                context.setAttr(Call.CALLER_ID, admitted.caller().name());
                CompletionStage<HttpResponse> answer = answer(context, request, admitted);
                yield right.changes() ? answer.thenApply(told(context, admitted, right)) : answer;
              }
              case Admission.Unauthenticated(String code, String detail) ->
                  refuse(new Problem(HttpStatus.UNAUTHORIZED, code, detail));
              case Admission.Unavailable(String code, String detail) ->
                  refuse(new Problem(HttpStatus.SERVICE_UNAVAILABLE, code, detail));
              case Admission.Forbidden(String detail) ->
                  refuse(new Problem(HttpStatus.FORBIDDEN, "caller.forbidden", detail));
            }));
  }

  /// The answer to a change, of which the operator is told.
  private UnaryOperator<HttpResponse> told(
      ServiceRequestContext context, Admission.Admitted admitted, Right right) {
    return response ->
        response.mapHeaders(headers -> {
          String of = context.queryParam("tenant");
          audit.accept(
              "audit: `%s` used `%s`: %s %s answered %s"
                  .formatted(
                      admitted.caller().name(),
                      right.text(),
                      context.method(),
                      of == null ? context.path() : context.path() + "?tenant=" + of,
                      headers.status().codeAsText()));
          return headers;
        });
  }

  private RequestHeaders withCredential(RequestHeaders headers) {
    return switch (endpoint.credentialIn()) {
      case AUTHORIZATION -> headers;
      case REMIT_AUTHORIZATION -> ProxyCredential.of(headers);
    };
  }

  private static CompletionStage<HttpResponse> refuse(Problem problem) {
    return Responses.done(problem.toResponse());
  }

  private CompletionStage<HttpResponse> answer(
      ServiceRequestContext context, HttpRequest request, Admission.@Nullable Admitted caller) {
    CompletableFuture<AggregatedHttpRequest> whole = request.aggregate();
    return endpoint.kind() == Endpoint.Kind.PROMPT
        ? whole.thenCompose(read -> answer(context, read, caller))
        : whole.thenComposeAsync(read -> answer(context, read, caller), blocking);
  }

  private CompletionStage<HttpResponse> answer(
      ServiceRequestContext context,
      AggregatedHttpRequest request,
      Admission.@Nullable Admitted caller) {
    try {
      return endpoint
          .handler()
          .answer(new Call(context, request.headers(), request.content(), caller));
    } catch (Refused e) {
      return Responses.done(e.problem().toResponse());
    }
  }
}
