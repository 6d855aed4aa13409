package dev.remit.cedar.engine;

import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.RecordValue;
import java.util.Objects;

/// May this principal take this action on this resource, in this context?
public record Request(
    EntityUid principal, EntityUid action, EntityUid resource, RecordValue context) {
  public Request {
    Objects.requireNonNull(principal, "principal");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(context, "context");
  }
}
