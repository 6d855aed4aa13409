package dev.remit.pdp.decision;

import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Attributes that the caller says of entities, for one request. What is stored is never
/// overridden.
public final class Overlay {
  private Overlay() {}

  public static Entities apply(Map<EntityUid, RecordValue> overlay, Entities stored) {
    if (overlay.isEmpty()) {
      return stored;
    }
    List<Entity> changes = new ArrayList<>();
    overlay.forEach((uid, said) -> changes.add(merge(uid, said, stored)));
    return stored.with(changes, List.of());
  }

  private static Entity merge(EntityUid uid, RecordValue said, Entities stored) {
    Entity entity = stored.find(uid);
    if (entity == null) {
      return new Entity(uid, said, Set.of(), RecordValue.EMPTY);
    }
    Map<String, Value> attributes = said.fields();
    attributes.putAll(entity.attributes().fields());
    return new Entity(uid, RecordValue.of(attributes), entity.parents(), entity.tags());
  }
}
