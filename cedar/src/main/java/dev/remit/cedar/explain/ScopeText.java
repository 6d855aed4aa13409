package dev.remit.cedar.explain;

import dev.remit.cedar.policy.ActionScope;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.Scope;
import dev.remit.cedar.policy.ScopeEntity;
import dev.remit.cedar.policy.Variable;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Excerpt;
import java.util.List;
import java.util.stream.Collectors;

/// One part of a policy's scope as Cedar text: `principal in Group::"a"`.
final class ScopeText {
  private static final int ACTIONS_SHOWN_MAX = 5;

  private ScopeText() {}

  static String of(Policy policy, Variable part) {
    return part.text()
        + switch (part) {
          case PRINCIPAL -> test(policy.principal());
          case ACTION -> test(policy.action());
          case RESOURCE -> test(policy.resource());
          case CONTEXT -> "";
        };
  }

  private static String test(Scope scope) {
    return switch (scope) {
      case Scope.Any() -> "";
      case Scope.Equal(ScopeEntity entity) -> " == " + named(entity);
      case Scope.In(ScopeEntity entity) -> " in " + named(entity);
      case Scope.Is(var type) -> " is " + type;
      case Scope.IsIn(var type, ScopeEntity entity) -> " is " + type + " in " + named(entity);
    };
  }

  private static String test(ActionScope scope) {
    return switch (scope) {
      case ActionScope.Any() -> "";
      case ActionScope.Equal(EntityUid action) -> " == " + Excerpt.of(action);
      case ActionScope.In(EntityUid action) -> " in " + Excerpt.of(action);
      case ActionScope.InAny(List<EntityUid> actions) -> " in [" + list(actions) + "]";
    };
  }

  private static String list(List<EntityUid> actions) {
    String shown =
        actions.stream()
            .limit(ACTIONS_SHOWN_MAX)
            .map(Excerpt::of)
            .collect(Collectors.joining(", "));
    return actions.size() > ACTIONS_SHOWN_MAX ? shown + ", …" : shown;
  }

  private static String named(ScopeEntity entity) {
    return switch (entity) {
      case ScopeEntity.Entity(EntityUid uid) -> Excerpt.of(uid);
      case ScopeEntity.Open(var slot) -> slot.text();
    };
  }
}
