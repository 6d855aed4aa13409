package dev.remit.cedar.policy;

import dev.remit.cedar.value.EntityUid;
import java.util.Objects;

/// What a scope compares with: an entity, or the slot that a link fills.
public sealed interface ScopeEntity {
  /// A named entity.
  record Entity(EntityUid uid) implements ScopeEntity {
    public Entity {
      Objects.requireNonNull(uid, "uid");
    }
  }

  /// A place left open by a template.
  record Open(Slot slot) implements ScopeEntity {
    public Open {
      Objects.requireNonNull(slot, "slot");
    }
  }
}
