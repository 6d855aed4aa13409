package dev.remit.cedar.engine;

import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.policy.ActionScope;
import dev.remit.cedar.policy.Condition;
import dev.remit.cedar.policy.Effect;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.policy.Scope;
import dev.remit.cedar.policy.ScopeEntity;
import dev.remit.cedar.value.EntityUid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The judge of the compiled engine: every policy of the set is looked at, and its expressions are
/// walked as they stand. Nothing is shared with the engine but the syntax, the values and what
/// their own operations compute.
///
/// Source: cedar-spec, `Cedar/Spec/Authorizer.lean`, which this follows in its order and names.
public final class ReferenceEngine {
  private ReferenceEngine() {}

  /// `reasons` and `errors` are in policy order; `errors` says why each policy was skipped.
  public record Answer(
      boolean permitted, List<PolicyId> reasons, Map<PolicyId, ErrorCode> errors) {}

  /// `isAuthorized`.
  public static Answer authorize(PolicySet policies, Request request, Entities entities) {
    List<PolicyId> forbids = new ArrayList<>();
    List<PolicyId> permits = new ArrayList<>();
    Map<PolicyId, ErrorCode> errors = new LinkedHashMap<>();
    policies
        .policies()
        .forEach((id, policy) -> {
          try {
            if (satisfied(policy, request, entities)) {
              (policy.effect() == Effect.FORBID ? forbids : permits).add(id);
            }
          } catch (ReferenceEvaluator.NoValue noValue) {
            errors.put(id, noValue.code());
          }
        });
    boolean permitted = forbids.isEmpty() && !permits.isEmpty();
    return new Answer(permitted, permitted ? permits : forbids, errors);
  }

  /// The answer of the engine in the same form.
  public static Answer answer(Response response) {
    Map<PolicyId, ErrorCode> errors = new LinkedHashMap<>();
    response.errors().forEach(error -> errors.put(error.policy(), error.code()));
    return new Answer(response.permitted(), response.reasons(), errors);
  }

  /// `satisfied`: the scope, then each condition, as one `&&` chain.
  private static boolean satisfied(Policy policy, Request request, Entities entities)
      throws ReferenceEvaluator.NoValue {
    if (!inScope(policy.principal(), request.principal(), entities)
        || !inScope(policy.action(), request.action(), entities)
        || !inScope(policy.resource(), request.resource(), entities)) {
      return false;
    }
    ReferenceEvaluator evaluator = new ReferenceEvaluator(request, entities);
    for (Condition condition : policy.conditions()) {
      boolean body = ReferenceEvaluator.asBool(evaluator.evaluate(condition.body()));
      if (body != (condition.kind() == Condition.Kind.WHEN)) {
        return false;
      }
    }
    return true;
  }

  private static boolean inScope(Scope scope, EntityUid uid, Entities entities) {
    return switch (scope) {
      case Scope.Any() -> true;
      case Scope.Equal(ScopeEntity.Entity(EntityUid other)) -> uid.equals(other);
      case Scope.In(ScopeEntity.Entity(EntityUid other)) -> in(uid, other, entities);
      case Scope.Is(var type) -> uid.type().equals(type);
      case Scope.IsIn(var type, ScopeEntity.Entity(EntityUid other)) ->
          uid.type().equals(type) && in(uid, other, entities);
      case Scope.Equal(_), Scope.In(_), Scope.IsIn(_, _) ->
          throw new IllegalArgumentException("a template decides nothing: " + scope);
    };
  }

  private static boolean inScope(ActionScope scope, EntityUid uid, Entities entities) {
    return switch (scope) {
      case ActionScope.Any() -> true;
      case ActionScope.Equal(EntityUid action) -> uid.equals(action);
      case ActionScope.In(EntityUid action) -> in(uid, action, entities);
      case ActionScope.InAny(var actions) ->
          actions.stream().anyMatch(action -> in(uid, action, entities));
    };
  }

  /// `inₑ`: reflexive, and by way of parents that are listed, whether or not they exist.
  static boolean in(EntityUid uid, EntityUid container, Entities entities) {
    if (uid.equals(container)) {
      return true;
    }
    Entity entity = entities.find(uid);
    return entity != null
        && entity.parents().stream().anyMatch(parent -> in(parent, container, entities));
  }
}
