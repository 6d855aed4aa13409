package dev.remit.pdp.bundle;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.policy.BinaryOperator;
import dev.remit.cedar.policy.Condition;
import dev.remit.cedar.policy.Effect;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.policy.Scope;
import dev.remit.cedar.policy.ScopeEntity;
import dev.remit.cedar.policy.UnaryOperator;
import dev.remit.cedar.policy.Variable;
import dev.remit.cedar.value.Name;
import dev.remit.cedar.value.StringValue;
import dev.remit.pdp.task.TaskRules;
import dev.remit.pdp.task.TaskRules.StandingGrants;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Refuses permits that may permit something to an agent outside of a task, where the bundle
/// forbids such.
///
/// A permit is accepted if its scope leaves no agent, or if one of its conditions cannot hold for
/// an agent outside of a task, where `context.task.id` and `context.task.purpose` are empty. That
/// is read off the expression: what is not understood is not accepted.
final class StandingGrantCheck {
  private static final String CODE = "bundle.standing-grant";

  private final TaskRules rules;
  private final List<Diagnostic> mistakes = new ArrayList<>();

  StandingGrantCheck(TaskRules rules) {
    this.rules = Objects.requireNonNull(rules, "rules");
  }

  List<Diagnostic> mistakes() {
    return mistakes;
  }

  void check(Source source, PolicyId id, Policy policy) {
    if (rules.standingGrants() == StandingGrants.FORBID
        && policy.effect() == Effect.PERMIT
        && mayMatchAgent(policy.principal())
        && policy.conditions().stream().noneMatch(this::isBound)
        && mistakes.size() < Limits.DIAGNOSTICS_MAX) {
      mistakes.add(
          new Diagnostic(
              CODE,
              source,
              policy.span(),
              "`" + id + "` may permit something to an agent that is in no task",
              "add `when { context.task.purpose == \"…\" }`, or bind `principal` to a type that is"
                  + " no agent's"));
    }
  }

  /// A group may have agents in it, and a link may name one.
  private boolean mayMatchAgent(Scope principal) {
    return switch (principal) {
      case Scope.Any() -> true;
      case Scope.In(ScopeEntity _) -> true;
      case Scope.Is(Name type) -> isAgent(type);
      case Scope.IsIn(Name type, ScopeEntity _) -> isAgent(type);
      case Scope.Equal(ScopeEntity.Entity(var uid)) -> isAgent(uid.type());
      case Scope.Equal(ScopeEntity.Open _) -> true;
    };
  }

  private boolean isAgent(Name type) {
    return rules.agents().contains(type);
  }

  private boolean isBound(Condition condition) {
    return switch (condition.kind()) {
      case WHEN -> impliesTask(condition.body(), true);
      case UNLESS -> impliesTask(condition.body(), false);
    };
  }

  /// Whether `expr` can come to `value` only in a task, or for a principal that is no agent.
  private boolean impliesTask(Expr expr, boolean value) {
    return switch (expr) {
      case Expr.And(List<Expr> operands, _) -> chain(operands, value, value);
      case Expr.Or(List<Expr> operands, _) -> chain(operands, value, !value);
      case Expr.Unary(UnaryOperator operator, Expr operand, _) ->
          operator == UnaryOperator.NOT && impliesTask(operand, !value);
      case Expr.If(Expr condition, Expr then, Expr otherwise, _) ->
          (impliesTask(condition, true) || impliesTask(then, value))
              && (impliesTask(condition, false) || impliesTask(otherwise, value));
      case Expr.Is(Expr operand, Name type, _) -> value && isPrincipal(operand) && !isAgent(type);
      case Expr.IsIn(Expr operand, Name type, _, _) ->
          value && isPrincipal(operand) && !isAgent(type);
      case Expr.Binary(BinaryOperator operator, Expr left, Expr right, _) ->
          binary(operator, left, right, value);
      case Expr.Literal _,
          Expr.Var _,
          Expr.Like _,
          Expr.GetAttribute _,
          Expr.HasAttribute _,
          Expr.SetLiteral _,
          Expr.RecordLiteral _,
          Expr.Call _ ->
          false;
    };
  }

  /// Of a chain that has the value only if each operand has it, one is enough; else each must be.
  private boolean chain(List<Expr> operands, boolean value, boolean needsEach) {
    return needsEach
        ? operands.stream().anyMatch(operand -> impliesTask(operand, value))
        : operands.stream().allMatch(operand -> impliesTask(operand, value));
  }

  private static boolean binary(BinaryOperator operator, Expr left, Expr right, boolean value) {
    return switch (operator) {
      case EQUAL -> compares(left, right, value);
      case NOT_EQUAL -> compares(left, right, !value);
      case CONTAINS -> value && isNamedTexts(left) && isNameOfTask(right);
      case LESS,
          LESS_OR_EQUAL,
          GREATER,
          GREATER_OR_EQUAL,
          IN,
          ADD,
          SUBTRACT,
          MULTIPLY,
          CONTAINS_ALL,
          CONTAINS_ANY,
          GET_TAG,
          HAS_TAG ->
          false;
    };
  }

  /// `equal` to a text that is not empty, or different from the empty one.
  private static boolean compares(Expr left, Expr right, boolean equal) {
    Expr text = isNameOfTask(left) ? right : left;
    return (isNameOfTask(left) || isNameOfTask(right))
        && text instanceof Expr.Literal(StringValue(String literal), _)
        && literal.isEmpty() != equal;
  }

  private static boolean isNamedTexts(Expr expr) {
    return expr instanceof Expr.SetLiteral(List<Expr> elements, _)
        && elements.stream()
            .allMatch(element ->
                element instanceof Expr.Literal(StringValue(String text), _) && !text.isEmpty());
  }

  private static boolean isPrincipal(Expr expr) {
    return expr instanceof Expr.Var(Variable variable, _) && variable == Variable.PRINCIPAL;
  }

  /// `context.task.id` or `context.task.purpose`.
  private static boolean isNameOfTask(Expr expr) {
    return expr
            instanceof
            Expr.GetAttribute(
                Expr.GetAttribute(Expr.Var(Variable variable, _), String outer, _),
                String name,
                _)
        && variable == Variable.CONTEXT
        && outer.equals("task")
        && (name.equals("id") || name.equals("purpose"));
  }
}
