package dev.remit.cedar.engine;

import dev.remit.cedar.entity.Entities;
import java.util.Objects;

/// A request resolved against one entity snapshot, ready to be decided any number of times.
/// Immutable; made by [PolicyEngine#prepare].
public final class PreparedRequest {
  private final Request request;
  private final Entities entities;

  PreparedRequest(Request request, Entities entities) {
    this.request = Objects.requireNonNull(request, "request");
    this.entities = Objects.requireNonNull(entities, "entities");
  }

  public Request request() {
    return request;
  }

  public Entities entities() {
    return entities;
  }
}
