package dev.remit.cedar.engine;

import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.entity.EntityNode;
import dev.remit.cedar.entity.Withholding;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.RecordValue;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A request resolved against one entity snapshot, ready to be decided any number of times.
/// Immutable; made by [PolicyEngine#prepare].
public final class PreparedRequest {
  private final Request request;
  private final Entities entities;
  private final EntityNode principal;
  private final EntityNode action;
  private final EntityNode resource;
  private final @Nullable Withholding withheld;

  PreparedRequest(Request request, Entities entities) {
    this.request = Objects.requireNonNull(request, "request");
    this.entities = Objects.requireNonNull(entities, "entities");
    this.principal = entities.node(request.principal());
    this.action = entities.node(request.action());
    this.resource = entities.node(request.resource());
    this.withheld = entities.withheld();
  }

  public Request request() {
    return request;
  }

  public Entities entities() {
    return entities;
  }

  EntityNode principal() {
    return principal;
  }

  EntityNode action() {
    return action;
  }

  EntityNode resource() {
    return resource;
  }

  RecordValue context() {
    return request.context();
  }

  /// None for what is no entity.
  RecordValue attributes(EntityUid uid) {
    return entities.attributes(uid);
  }

  /// Null if nothing is.
  @Nullable Withholding withheld() {
    return withheld;
  }

  @Nullable Entity entity(EntityUid uid) {
    return entities.find(uid);
  }
}
