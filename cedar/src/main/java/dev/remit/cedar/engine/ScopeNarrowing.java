package dev.remit.cedar.engine;

import dev.remit.cedar.policy.ActionScope;
import dev.remit.cedar.policy.BinaryOperator;
import dev.remit.cedar.policy.Condition;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.Scope;
import dev.remit.cedar.policy.ScopeEntity;
import dev.remit.cedar.policy.Variable;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import java.util.List;

/// Finds in the beginning of a policy's conditions what could as well stand in its scope, so that
/// the index can use it: `permit(principal, action, resource) when { principal in Role::"r" && …
/// }`.
///
/// Only tests that never error are taken, and none behind one that may: where such a test is false
/// nothing after it is evaluated, so leaving the policy out changes no reason and no error. The
/// conditions themselves stay as they are.
final class ScopeNarrowing {
  private Scope principal;
  private ActionScope action;
  private Scope resource;

  private ScopeNarrowing(Policy policy) {
    this.principal = policy.principal();
    this.action = policy.action();
    this.resource = policy.resource();
  }

  /// The policy to look up in place of `policy`: the same, but perhaps of a narrower scope.
  static Policy narrow(Policy policy) {
    ScopeNarrowing narrowing = new ScopeNarrowing(policy);
    for (Condition condition : policy.conditions()) {
      if (condition.kind() == Condition.Kind.UNLESS || !narrowing.takeAll(condition.body())) {
        break;
      }
    }
    return new Policy(
        policy.effect(),
        List.of(),
        narrowing.principal,
        narrowing.action,
        narrowing.resource,
        List.of(),
        policy.span());
  }

  /// Whether what follows in the conditions may be taken too.
  private boolean takeAll(Expr body) {
    List<Expr> operands = body instanceof Expr.And and ? and.operands() : List.of(body);
    for (Expr operand : operands) {
      if (!take(operand)) {
        return false;
      }
    }
    return true;
  }

  private boolean take(Expr expr) {
    return switch (expr) {
      case Expr.Is(Expr.Var(Variable variable, _), Name type, _) ->
          restrict(variable, new Scope.Is(type));
      case Expr.IsIn(
              Expr.Var(Variable variable, _),
              Name type,
              Expr.Literal(EntityUid uid, _),
              _) ->
          restrict(variable, new Scope.IsIn(type, new ScopeEntity.Entity(uid)));
      case Expr.Binary(
              BinaryOperator operator,
              Expr.Var(Variable variable, _),
              Expr.Literal(EntityUid uid, _),
              _) ->
          restrict(variable, operator, uid);
      case Expr.Binary(
              BinaryOperator operator,
              Expr.Literal(EntityUid uid, _),
              Expr.Var(Variable variable, _),
              _)
          when operator == BinaryOperator.EQUAL ->
          restrict(variable, operator, uid);
      case Expr.HasAttribute(Expr.Var _, List<String> path, _) -> path.size() == 1;
      default -> false;
    };
  }

  private boolean restrict(Variable variable, BinaryOperator operator, EntityUid uid) {
    ScopeEntity entity = new ScopeEntity.Entity(uid);
    return switch (operator) {
      case EQUAL -> restrict(variable, new Scope.Equal(entity));
      case IN -> restrict(variable, new Scope.In(entity));
      default -> false;
    };
  }

  private boolean restrict(Variable variable, Scope scope) {
    switch (variable) {
      case PRINCIPAL -> principal = narrower(principal, scope);
      case RESOURCE -> resource = narrower(resource, scope);
      case ACTION -> action = narrower(action, scope);
      case CONTEXT -> {
        return false;
      }
    }
    return true;
  }

  /// A scope of `wide` and `other`, or just `wide` where one alone cannot say both.
  private static Scope narrower(Scope wide, Scope other) {
    return switch (wide) {
      case Scope.Any() -> other;
      case Scope.Is(Name type) when other instanceof Scope.In(ScopeEntity entity) ->
          new Scope.IsIn(type, entity);
      case Scope.In(ScopeEntity entity) when other instanceof Scope.Is(Name type) ->
          new Scope.IsIn(type, entity);
      case Scope.Is _, Scope.In _, Scope.Equal _, Scope.IsIn _ -> wide;
    };
  }

  private static ActionScope narrower(ActionScope wide, Scope other) {
    if (!(wide instanceof ActionScope.Any)) {
      return wide;
    }
    return switch (other) {
      case Scope.Equal(ScopeEntity.Entity(EntityUid uid)) when uid.type().isAction() ->
          new ActionScope.Equal(uid);
      case Scope.In(ScopeEntity.Entity(EntityUid uid)) when uid.type().isAction() ->
          new ActionScope.In(uid);
      default -> wide;
    };
  }
}
