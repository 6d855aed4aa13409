package dev.remit.cedar.entity;

import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.RecordValue;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;

/// One entity: its attributes, its tags and the entities that it is directly in, in the order
/// given.
public record Entity(
    EntityUid uid, RecordValue attributes, Set<EntityUid> parents, RecordValue tags) {
  public Entity {
    Objects.requireNonNull(uid, "uid");
    Objects.requireNonNull(attributes, "attributes");
    parents = ParentSet.of(parents);
    Objects.requireNonNull(tags, "tags");
  }

  /// An entity with a name alone.
  public static Entity of(EntityUid uid) {
    return new Entity(uid, RecordValue.EMPTY, Set.of(), RecordValue.EMPTY);
  }

  /// An entity with a name and parents.
  public static Entity of(EntityUid uid, Collection<EntityUid> parents) {
    return new Entity(uid, RecordValue.EMPTY, ParentSet.of(parents), RecordValue.EMPTY);
  }
}
