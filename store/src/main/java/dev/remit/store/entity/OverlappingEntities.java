package dev.remit.store.entity;

import dev.remit.cedar.value.EntityUid;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/// Entities that a bundle and the history both have; an entity has one source.
public final class OverlappingEntities extends Exception {
  @Serial private static final long serialVersionUID = 1;
  private static final int SHOWN_MAX = 5;

  private final transient List<EntityUid> entities;

  OverlappingEntities(List<EntityUid> entities) {
    super(
        "entities: the bundle and the history both have "
            + entities.stream()
                .limit(SHOWN_MAX)
                .map(uid -> "`" + uid + "`")
                .collect(Collectors.joining(", "))
            + (entities.size() > SHOWN_MAX ? " and " + (entities.size() - SHOWN_MAX) + " more" : "")
            + "; remove them from one");
    this.entities = List.copyOf(entities);
  }

  /// Sorted, at least one.
  public List<EntityUid> entities() {
    return entities;
  }

  /// Never null.
  public String text() {
    return String.valueOf(getMessage());
  }
}
