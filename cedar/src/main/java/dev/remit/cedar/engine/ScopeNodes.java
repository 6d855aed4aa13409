package dev.remit.cedar.engine;

import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.policy.ActionScope;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.Scope;
import dev.remit.cedar.policy.ScopeEntity;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import java.util.List;

/// Scopes as tests, for policies too few to be worth a level of the index. None ever errors.
final class ScopeNodes {
  private ScopeNodes() {}

  /// What the policy's scope asks of a part; empty where it asks nothing. Entities are called by
  /// the very uids of `known`.
  static List<Node> tests(Policy policy, Part part, Entities known) {
    return switch (part) {
      case PRINCIPAL -> tests(part, policy.principal(), known);
      case ACTION -> tests(policy.action());
      case RESOURCE -> tests(part, policy.resource(), known);
    };
  }

  private static List<Node> tests(Part part, Scope scope, Entities known) {
    return switch (scope) {
      case Scope.Any() -> List.of();
      case Scope.Equal(ScopeEntity entity) -> List.of(new Equal(part, known.known(uid(entity))));
      case Scope.In(ScopeEntity entity) -> List.of(new In(part, known.known(uid(entity))));
      case Scope.Is(Name type) -> List.of(new Is(part, type));
      case Scope.IsIn(Name type, ScopeEntity entity) ->
          List.of(new Is(part, type), new In(part, known.known(uid(entity))));
    };
  }

  private static List<Node> tests(ActionScope scope) {
    return switch (scope) {
      case ActionScope.Any() -> List.of();
      case ActionScope.Equal(EntityUid action) -> List.of(new Equal(Part.ACTION, action));
      case ActionScope.In(EntityUid action) -> List.of(new In(Part.ACTION, action));
      case ActionScope.InAny(List<EntityUid> actions) -> List.of(new ActionListNode(actions));
    };
  }

  static EntityUid uid(ScopeEntity entity) {
    return switch (entity) {
      case ScopeEntity.Entity(EntityUid uid) -> uid;
      case ScopeEntity.Open(var slot) ->
          throw new IllegalArgumentException("a template decides nothing: " + slot.text());
    };
  }

  record Equal(Part part, EntityUid uid) implements Node.Test {
    @Override
    public int test(PreparedRequest request) {
      return Operators.code(part.of(request).uid().equals(uid));
    }
  }

  record In(Part part, EntityUid container) implements Node.Test {
    @Override
    public int test(PreparedRequest request) {
      return Operators.code(part.of(request).isIn(container));
    }
  }

  record Is(Part part, Name type) implements Node.Test {
    @Override
    public int test(PreparedRequest request) {
      return Operators.code(part.of(request).uid().type().equals(type));
    }
  }
}
