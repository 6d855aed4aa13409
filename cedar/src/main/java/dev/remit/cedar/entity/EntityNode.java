package dev.remit.cedar.entity;

import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.RecordValue;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One uid's place in a snapshot: the entity, if there is one, and what it is below.
///
/// `order` is that in which the snapshot came to know it; `children` counts the entities of which
/// it is a direct parent.
public final class EntityNode {
  private final EntityUid uid;
  private final @Nullable Entity entity;
  private final RecordValue attributes;
  private final Ancestors ancestors;
  private final int order;
  private final int children;

  EntityNode(EntityUid uid, @Nullable Entity entity, Ancestors ancestors, int order, int children) {
    this.uid = Objects.requireNonNull(uid, "uid");
    this.entity = entity;
    this.attributes = entity == null ? RecordValue.EMPTY : entity.attributes();
    this.ancestors = Objects.requireNonNull(ancestors, "ancestors");
    this.order = order;
    this.children = children;
  }

  /// The place of what no snapshot needs to hold: not an entity, no parents, no children.
  static EntityNode absent(EntityUid uid) {
    return new EntityNode(uid, null, Ancestors.NONE, 0, 0);
  }

  public EntityUid uid() {
    return uid;
  }

  /// Null if it is only named, as somebody's parent or in a request.
  public @Nullable Entity entity() {
    return entity;
  }

  /// None if it is only named.
  public RecordValue attributes() {
    return attributes;
  }

  public Ancestors ancestors() {
    return ancestors;
  }

  /// Whether this is `container` or below it.
  public boolean isIn(EntityUid container) {
    return uid.equals(container) || ancestors.contains(container);
  }

  int order() {
    return order;
  }

  int children() {
    return children;
  }
}
