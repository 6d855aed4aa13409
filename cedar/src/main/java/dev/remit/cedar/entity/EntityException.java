package dev.remit.cedar.entity;

import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.value.EntityUid;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/// Entities that make no snapshot: two different ones of one uid, parents in a circle, or a
/// hierarchy past its limit.
public final class EntityException extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1;
  private static final int SHOWN_MAX = 5;

  private final transient List<EntityUid> entities;

  private EntityException(String message, List<EntityUid> entities) {
    super(message);
    this.entities = List.copyOf(entities);
  }

  static EntityException duplicate(EntityUid uid) {
    return new EntityException(
        "entity `" + uid + "` is given twice with different contents", List.of(uid));
  }

  static EntityException cycle(List<EntityUid> cycle) {
    String path =
        cycle.stream()
            .limit(SHOWN_MAX)
            .map(uid -> "`" + uid + "`")
            .collect(Collectors.joining(" in "));
    String back = cycle.size() > SHOWN_MAX ? " in … in " : " in ";
    return new EntityException(
        "entities are parents in a circle: " + path + back + "`" + cycle.getFirst() + "`", cycle);
  }

  static EntityException tooManyAncestors() {
    return new EntityException(
        "entities have more than "
            + Limits.ANCESTORS_MAX
            + " ancestors in all; flatten the hierarchy",
        List.of());
  }

  /// The entity given twice, or those of the circle, each the child of the next and the last of the
  /// first; empty if there is too much of all.
  public List<EntityUid> entities() {
    return entities;
  }
}
