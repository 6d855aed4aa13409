package dev.remit.cedar.text;

import dev.remit.cedar.policy.ActionScope;
import dev.remit.cedar.policy.Annotation;
import dev.remit.cedar.policy.Condition;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.policy.Scope;
import dev.remit.cedar.policy.ScopeEntity;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Escapes;
import java.util.Collection;
import java.util.stream.Collectors;

/// Writes policies and expressions as text that reads back as the same: `parse(print(p))` is `p`.
///
/// Annotations and conditions stand on lines of their own; [PolicyFormatter] breaks long lines.
public final class PolicyPrinter {
  private PolicyPrinter() {}

  /// The policies and templates of a set in order; their ids and the links are no part of the text.
  public static String print(PolicySet policies) {
    return print(policies.sources().values());
  }

  /// Policies with an empty line between them, each ending with a line end.
  public static String print(Collection<Policy> policies) {
    return policies.stream().map(policy -> print(policy) + "\n").collect(Collectors.joining("\n"));
  }

  /// One policy, ending with its semicolon.
  public static String print(Policy policy) {
    StringBuilder out = new StringBuilder();
    for (Annotation annotation : policy.annotations()) {
      annotation(out, annotation);
    }
    out.append(policy.effect().text()).append(" (principal");
    scope(out, policy.principal());
    out.append(", action").append(action(policy.action())).append(", resource");
    scope(out, policy.resource());
    out.append(')');
    for (Condition condition : policy.conditions()) {
      out.append('\n').append(condition.kind().text()).append(" { ");
      new ExpressionPrinter(out).print(condition.body());
      out.append(" }");
    }
    return out.append(';').toString();
  }

  public static String print(Expr expression) {
    StringBuilder out = new StringBuilder();
    new ExpressionPrinter(out).print(expression);
    return out.toString();
  }

  private static void annotation(StringBuilder out, Annotation annotation) {
    out.append('@').append(annotation.name());
    if (!annotation.value().isEmpty()) {
      Escapes.quote(out.append('('), annotation.value()).append(')');
    }
    out.append('\n');
  }

  private static void scope(StringBuilder out, Scope scope) {
    switch (scope) {
      case Scope.Any() -> {}
      case Scope.Equal(ScopeEntity entity) -> out.append(" == ").append(entity(entity));
      case Scope.In(ScopeEntity entity) -> out.append(" in ").append(entity(entity));
      case Scope.Is(var type) -> out.append(" is ").append(type);
      case Scope.IsIn(var type, ScopeEntity entity) ->
          out.append(" is ").append(type).append(" in ").append(entity(entity));
    }
  }

  private static String entity(ScopeEntity entity) {
    return switch (entity) {
      case ScopeEntity.Entity(EntityUid uid) -> uid.toString();
      case ScopeEntity.Open(var slot) -> slot.text();
    };
  }

  private static String action(ActionScope action) {
    return switch (action) {
      case ActionScope.Any() -> "";
      case ActionScope.Equal(EntityUid uid) -> " == " + uid;
      case ActionScope.In(EntityUid uid) -> " in " + uid;
      case ActionScope.InAny(var uids) ->
          uids.stream().map(EntityUid::toString).collect(Collectors.joining(", ", " in [", "]"));
    };
  }
}
