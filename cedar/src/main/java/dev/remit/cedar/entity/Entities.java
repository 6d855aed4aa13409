package dev.remit.cedar.entity;

import dev.remit.cedar.value.EntityUid;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An immutable snapshot of entities.
public final class Entities {
  public static final Entities EMPTY = new Entities(Map.of());

  private final Map<EntityUid, Entity> byUid;

  private Entities(Map<EntityUid, Entity> byUid) {
    this.byUid = byUid;
  }

  /// Throws [IllegalArgumentException] on two entities of one uid, or on a cycle of parents.
  public static Entities of(Collection<Entity> entities) {
    Map<EntityUid, Entity> byUid = LinkedHashMap.newLinkedHashMap(entities.size());
    for (Entity entity : entities) {
      if (byUid.put(entity.uid(), entity) != null) {
        throw new IllegalArgumentException("entity given twice: " + entity.uid());
      }
    }
    return new Entities(byUid);
  }

  /// The entity, or null if it is not in the snapshot.
  public @Nullable Entity find(EntityUid uid) {
    return byUid.get(uid);
  }

  public int size() {
    return byUid.size();
  }

  /// In the order given.
  public Collection<Entity> all() {
    return byUid.values();
  }
}
