package dev.remit.cedar.engine;

import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.policy.ActionScope;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.Scope;
import dev.remit.cedar.policy.ScopeEntity;
import dev.remit.cedar.value.EntityUid;

/// Whether a request is within the scope of a policy, tested part by part and without an index.
final class ScopeTest {
  private ScopeTest() {}

  static boolean matches(Policy policy, Request request, Entities entities) {
    return matches(policy.principal(), request.principal(), entities)
        && matches(policy.action(), request.action(), entities)
        && matches(policy.resource(), request.resource(), entities);
  }

  static boolean matches(Scope scope, EntityUid uid, Entities entities) {
    return switch (scope) {
      case Scope.Any() -> true;
      case Scope.Equal(ScopeEntity entity) -> uid.equals(named(entity));
      case Scope.In(ScopeEntity entity) -> entities.isIn(uid, named(entity));
      case Scope.Is(var type) -> uid.type().equals(type);
      case Scope.IsIn(var type, ScopeEntity entity) ->
          uid.type().equals(type) && entities.isIn(uid, named(entity));
    };
  }

  static boolean matches(ActionScope scope, EntityUid uid, Entities entities) {
    return switch (scope) {
      case ActionScope.Any() -> true;
      case ActionScope.Equal(EntityUid action) -> uid.equals(action);
      case ActionScope.In(EntityUid action) -> entities.isIn(uid, action);
      case ActionScope.InAny(var actions) ->
          actions.stream().anyMatch(action -> entities.isIn(uid, action));
    };
  }

  private static EntityUid named(ScopeEntity entity) {
    return switch (entity) {
      case ScopeEntity.Entity(EntityUid uid) -> uid;
      case ScopeEntity.Open(var slot) ->
          throw new IllegalArgumentException("open slot " + slot.text());
    };
  }
}
