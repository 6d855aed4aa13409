package dev.remit.server.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The outermost handler: what nobody else answered becomes a problem document, and never a permit.
public final class ProblemHandler implements ServerErrorHandler {
  private final Consumer<String> faults;

  /// `faults` takes the trace of each failure that is our own.
  public ProblemHandler(Consumer<String> faults) {
    this.faults = faults;
  }

  @Override
  public @Nullable HttpResponse onServiceException(ServiceRequestContext context, Throwable cause) {
    return echoing(
        context.request().headers(), problem(context, Exceptions.peel(cause)).toResponse());
  }

  /// With the caller's own name of the request, if there is one.
  private static HttpResponse echoing(@Nullable RequestHeaders asked, HttpResponse response) {
    String requestId = asked == null ? null : asked.get(Call.REQUEST_ID);
    return requestId == null
        ? response
        : response.mapHeaders(
            headers -> headers.toBuilder().set(Call.REQUEST_ID, requestId).build());
  }

  private Problem problem(ServiceRequestContext context, Throwable cause) {
    return switch (cause) {
      case Refused refused -> refused.problem();
      case ContentTooLargeException _ ->
          new Problem(
              HttpStatus.REQUEST_ENTITY_TOO_LARGE,
              "request.too-large",
              "the body has more than " + context.maxRequestLength() + " bytes; send less");
      case RequestTimeoutException _ ->
          new Problem(
              HttpStatus.SERVICE_UNAVAILABLE,
              "request.timeout",
              "no answer in " + context.requestTimeoutMillis() + " ms; ask again");
      case HttpStatusException status -> problem(status.httpStatus());
      default -> {
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace));
        faults.accept(context.method() + " " + context.path() + ": " + trace);
        yield new Problem(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "service.fault",
            "a fault of the service, which is in its log; nothing was permitted");
      }
    };
  }

  /// Of what the web framework refuses by itself.
  private static Problem problem(HttpStatus status) {
    return switch (status.code()) {
      case 404 -> new Problem(status, "request.no-such-path", "nothing is here; check the path");
      case 405 ->
          new Problem(status, "request.no-such-method", "the path has no such method; check it");
      case 413 -> new Problem(status, "request.too-large", "the request is too large; send less");
      default -> new Problem(status, "request." + status.code(), status.reasonPhrase());
    };
  }

  @Override
  public @Nullable AggregatedHttpResponse renderStatus(
      @Nullable ServiceRequestContext context,
      ServiceConfig config,
      @Nullable RequestHeaders headers,
      HttpStatus status,
      @Nullable String description,
      @Nullable Throwable cause) {
    return echoing(headers, problem(status).toResponse()).aggregate().join();
  }
}
