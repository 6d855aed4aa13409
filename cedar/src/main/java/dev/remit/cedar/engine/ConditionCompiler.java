package dev.remit.cedar.engine;

import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.policy.BinaryOperator;
import dev.remit.cedar.policy.Condition;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.value.BoolValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns the conditions of a policy into nodes. What does not depend on the request or on entities
/// is computed here, once: `ip("10.0.0.0/8")`, sets of literals, arithmetic on numbers.
///
/// Equal conditions, and equal operands of their outermost `&&`, become one node: policies made
/// from one pattern then meet in the processor's caches, which matters more than what they compute.
final class ConditionCompiler {
  private final SharedNodes<List<Condition>> compiled = new SharedNodes<>();
  private final SharedNodes<Expr> operands = new SharedNodes<>();

  Node compile(Policy policy) {
    return compiled.share(policy.conditions(), this::compileAll);
  }

  private Node compileAll(List<Condition> conditions) {
    List<Node> nodes = new ArrayList<>();
    for (Condition condition : conditions) {
      Node body = outermost(condition.body());
      nodes.add(condition.kind() == Condition.Kind.WHEN ? body : not(body));
    }
    return chain(nodes, true);
  }

  private Node outermost(Expr body) {
    if (!(body instanceof Expr.And and)) {
      return operands.share(body, ConditionCompiler::compile);
    }
    List<Node> nodes = new ArrayList<>();
    for (Expr operand : and.operands()) {
      nodes.add(operands.share(operand, ConditionCompiler::compile));
    }
    return chain(nodes, true);
  }

  /// A condition that holds where all of `first` do, none of which errors, and then `last`.
  static Node and(List<Node> first, Node last) {
    List<Node> all = new ArrayList<>(first);
    all.add(last);
    return chain(all, true);
  }

  private static Node compile(Expr expr) {
    return switch (expr) {
      case Expr.Literal literal -> new LeafNodes.Constant(literal.value());
      case Expr.Var variable -> variable(variable);
      case Expr.If choice -> choose(choice);
      case Expr.And and -> chain(compile(and.operands()), true);
      case Expr.Or or -> chain(compile(or.operands()), false);
      case Expr.Unary unary -> unary(unary);
      case Expr.Binary binary -> binary(binary.operator(), binary.left(), binary.right());
      case Expr.Like like -> new CallNodes.Like(compile(like.operand()), like.pattern());
      case Expr.Is is -> new MembershipNodes.Is(compile(is.operand()), is.type());
      case Expr.IsIn isIn ->
          new MembershipNodes.IsIn(compile(isIn.operand()), isIn.type(), compile(isIn.container()));
      case Expr.GetAttribute get -> AttributeNodes.get(compile(get.operand()), get.name());
      case Expr.HasAttribute has -> AttributeNodes.has(compile(has.operand()), has.path());
      case Expr.SetLiteral set -> set(compile(set.elements()));
      case Expr.RecordLiteral record -> record(record);
      case Expr.Call call -> call(call);
    };
  }

  private static List<Node> compile(List<Expr> exprs) {
    List<Node> nodes = new ArrayList<>(exprs.size());
    for (Expr expr : exprs) {
      nodes.add(compile(expr));
    }
    return nodes;
  }

  private static Node variable(Expr.Var variable) {
    return switch (variable.variable()) {
      case PRINCIPAL -> new LeafNodes.Principal();
      case ACTION -> new LeafNodes.Action();
      case RESOURCE -> new LeafNodes.Resource();
      case CONTEXT -> new LeafNodes.Context();
    };
  }

  private static Node choose(Expr.If choice) {
    Node condition = compile(choice.condition());
    if (condition instanceof LeafNodes.Constant constant
        && constant.value() instanceof BoolValue(boolean taken)) {
      return compile(taken ? choice.then() : choice.otherwise());
    }
    return new LogicNodes.If(condition, compile(choice.then()), compile(choice.otherwise()));
  }

  /// A chain of `&&` (`neutral` is true) or of `||`: neutral constants are left out, and whatever
  /// follows a constant that decides is never reached.
  private static Node chain(List<Node> operands, boolean neutral) {
    List<Node> needed = new ArrayList<>();
    for (Node operand : operands) {
      if (operand instanceof LeafNodes.Constant constant) {
        if (BoolValue.of(neutral).equals(constant.value())) {
          continue;
        }
        needed.add(operand);
        break;
      }
      addFlat(needed, operand, neutral);
    }
    if (needed.isEmpty()) {
      return new LeafNodes.Constant(BoolValue.of(neutral));
    }
    if (needed.size() == 1 && needed.getFirst() instanceof Node.Test only) {
      return only;
    }
    return neutral ? new LogicNodes.And(needed) : new LogicNodes.Or(needed);
  }

  /// `a && (b && c)` is `a && b && c`.
  private static void addFlat(List<Node> needed, Node operand, boolean neutral) {
    switch (operand) {
      case LogicNodes.And and when neutral -> needed.addAll(and.operands());
      case LogicNodes.Or or when !neutral -> needed.addAll(or.operands());
      default -> needed.add(operand);
    }
  }

  private static Node unary(Expr.Unary unary) {
    Node operand = compile(unary.operand());
    Value constant = constant(operand);
    if (constant != null) {
      return new LeafNodes.Constant(Operators.apply(unary.operator(), constant));
    }
    return switch (unary.operator()) {
      case NOT -> not(operand);
      case NEGATE -> new NumberNodes.Negate(operand);
      case IS_EMPTY -> new SetNodes.IsEmpty(operand);
    };
  }

  private static Node not(Node operand) {
    return new LogicNodes.Not(operand);
  }

  private static Node binary(BinaryOperator operator, Expr leftExpr, Expr rightExpr) {
    Node left = compile(leftExpr);
    Node right = compile(rightExpr);
    Value a = constant(left);
    Value b = constant(right);
    if (a != null && b != null && !needsEntities(operator)) {
      return new LeafNodes.Constant(Operators.apply(operator, a, b, Entities.EMPTY));
    }
    return switch (operator) {
      case EQUAL -> EqualityNodes.of(left, right);
      case NOT_EQUAL -> not(EqualityNodes.of(left, right));
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          NumberNodes.comparison(operator, left, right);
      case ADD, SUBTRACT, MULTIPLY -> NumberNodes.arithmetic(operator, left, right);
      case IN -> MembershipNodes.in(left, right);
      case CONTAINS -> SetNodes.contains(left, right);
      case CONTAINS_ALL -> new SetNodes.ContainsAll(left, right);
      case CONTAINS_ANY -> new SetNodes.ContainsAny(left, right);
      case GET_TAG -> new TagNodes.Get(left, right);
      case HAS_TAG -> new TagNodes.Has(left, right);
    };
  }

  private static boolean needsEntities(BinaryOperator operator) {
    return switch (operator) {
      case IN, GET_TAG, HAS_TAG -> true;
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> false;
      case ADD, SUBTRACT, MULTIPLY, CONTAINS, CONTAINS_ALL, CONTAINS_ANY -> false;
    };
  }

  private static @Nullable Value constant(Node node) {
    return node instanceof LeafNodes.Constant constant ? constant.value() : null;
  }

  /// The values of nodes that are all constants; null if any is not, or is an error.
  private static @Nullable List<Value> constants(List<Node> nodes) {
    List<Value> values = new ArrayList<>();
    for (Node node : nodes) {
      Value value = constant(node);
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    return values;
  }

  private static Node set(List<Node> elements) {
    List<Value> values = constants(elements);
    return values == null
        ? new LiteralNodes.SetOf(elements)
        : new LeafNodes.Constant(SetValue.of(values));
  }

  private static Node record(Expr.RecordLiteral record) {
    List<String> names = record.fields().stream().map(Expr.Field::name).toList();
    List<Node> fields = compile(record.fields().stream().map(Expr.Field::value).toList());
    List<Value> values = constants(fields);
    if (values == null) {
      return new LiteralNodes.RecordOf(names, fields);
    }
    Map<String, Value> constant = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      constant.put(names.get(i), values.get(i));
    }
    return new LeafNodes.Constant(RecordValue.of(constant));
  }

  private static Node call(Expr.Call call) {
    if (!call.isComplete()) {
      return new LeafNodes.Constant(null);
    }
    List<Node> arguments = compile(call.arguments());
    List<Value> values = constants(arguments);
    boolean binary = arguments.size() == 2;
    if (values != null) {
      Value first = values.getFirst();
      return new LeafNodes.Constant(
          binary
              ? ExtensionFunctions.apply(call.function(), first, values.get(1))
              : ExtensionFunctions.apply(call.function(), first));
    }
    return binary
        ? new CallNodes.OfTwo(call.function(), arguments.getFirst(), arguments.get(1))
        : new CallNodes.OfOne(call.function(), arguments.getFirst());
  }
}
