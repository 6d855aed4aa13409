package dev.remit.cedar.policy;

import dev.remit.cedar.value.Name;
import java.util.Objects;
import java.util.Optional;

/// What the head of a policy asks of the principal or of the resource. Scope tests never error.
public sealed interface Scope {
  /// `principal`: any at all.
  record Any() implements Scope {}

  /// `principal == User::"a"`.
  record Equal(ScopeEntity entity) implements Scope {
    public Equal {
      Objects.requireNonNull(entity, "entity");
    }
  }

  /// `principal in Group::"a"`: itself or below it.
  record In(ScopeEntity entity) implements Scope {
    public In {
      Objects.requireNonNull(entity, "entity");
    }
  }

  /// `principal is User`.
  record Is(Name type) implements Scope {
    public Is {
      Objects.requireNonNull(type, "type");
    }
  }

  /// `principal is User in Group::"a"`.
  record IsIn(Name type, ScopeEntity entity) implements Scope {
    public IsIn {
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(entity, "entity");
    }
  }

  /// The slot left open, if this scope has one.
  default Optional<Slot> slot() {
    return switch (this) {
      case Any(), Is(_) -> Optional.empty();
      case Equal(ScopeEntity.Open(Slot slot)) -> Optional.of(slot);
      case In(ScopeEntity.Open(Slot slot)) -> Optional.of(slot);
      case IsIn(_, ScopeEntity.Open(Slot slot)) -> Optional.of(slot);
      case Equal(ScopeEntity.Entity(_)), In(ScopeEntity.Entity(_)) -> Optional.empty();
      case IsIn(_, ScopeEntity.Entity(_)) -> Optional.empty();
    };
  }

  /// This scope with its slot, if any, filled.
  default Scope fill(ScopeEntity.Entity entity) {
    return switch (this) {
      case Equal(ScopeEntity.Open(_)) -> new Equal(entity);
      case In(ScopeEntity.Open(_)) -> new In(entity);
      case IsIn(Name type, ScopeEntity.Open(_)) -> new IsIn(type, entity);
      case Any(), Is(_), Equal(_), In(_), IsIn(_, _) -> this;
    };
  }
}
