package dev.remit.cedar.policy;

import dev.remit.cedar.value.EntityUid;
import java.util.List;
import java.util.Objects;

/// What the head of a policy asks of the action. Every entity named is of a type `…::Action`.
public sealed interface ActionScope {
  /// `action`: any at all.
  record Any() implements ActionScope {}

  /// `action == Action::"a"`.
  record Equal(EntityUid action) implements ActionScope {
    public Equal {
      requireAction(action);
    }
  }

  /// `action in Action::"a"`: itself or below it.
  record In(EntityUid action) implements ActionScope {
    public In {
      requireAction(action);
    }
  }

  /// `action in [Action::"a", …]`: below any of them; empty matches nothing.
  record InAny(List<EntityUid> actions) implements ActionScope {
    public InAny {
      actions = List.copyOf(actions);
      actions.forEach(ActionScope::requireAction);
    }
  }

  /// The actions it is written with, in order.
  default List<EntityUid> named() {
    return switch (this) {
      case Any() -> List.of();
      case Equal(EntityUid action) -> List.of(action);
      case In(EntityUid action) -> List.of(action);
      case InAny(List<EntityUid> actions) -> actions;
    };
  }

  private static void requireAction(EntityUid uid) {
    Objects.requireNonNull(uid, "action");
    if (!uid.type().isAction()) {
      throw new IllegalArgumentException("not an action: " + uid);
    }
  }
}
