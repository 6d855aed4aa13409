package dev.remit.server.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/// Lets only so many requests at once to a service; further ones are answered with 503.
final class RequestLimit implements DecoratingHttpServiceFunction {
  private final InProgress inProgress;

  RequestLimit(InProgress inProgress) {
    this.inProgress = Objects.requireNonNull(inProgress, "inProgress");
  }

  @Override
  public HttpResponse serve(
      HttpService delegate, ServiceRequestContext context, HttpRequest request) throws Exception {
    if (!inProgress.begin()) {
      return EndpointService.BUSY.toResponse();
    }
    HttpResponse response = delegate.serve(context, request);
    CompletableFuture<?> _ = response.whenComplete().whenComplete((_, _) -> inProgress.end());
    return response;
  }
}
