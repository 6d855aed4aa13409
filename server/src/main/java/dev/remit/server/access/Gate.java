package dev.remit.server.access;

import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.concurrent.CompletionStage;

/// Who may pass to an endpoint.
@FunctionalInterface
public interface Gate {
  /// The caller, authenticated by what the headers or the connection present, who has the right.
  /// Never fails: whoever may not pass is told so by the [Admission].
  CompletionStage<Admission> admit(
      ServiceRequestContext context, RequestHeaders headers, Right right);

  /// Whether `caller`, once admitted, has another right too, within its own tenant.
  default boolean allows(Caller caller, Right right) {
    return false;
  }

  /// Whether `caller`, once admitted with [Right#PUBLISH_PARTS], may publish this part.
  default boolean mayPublish(Caller caller, String part) {
    return false;
  }
}
