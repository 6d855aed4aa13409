package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.policy.BinaryOperator;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.ExpressionDepth;
import dev.remit.cedar.policy.ExtensionFunction;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.policy.UnaryOperator;
import dev.remit.cedar.policy.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads expressions, each an object with one member that names what it does.
///
/// `&&` and `||` nested in their left operand are one chain and are read in a loop; all else
/// recurses, and how deep is bounded.
///
/// Source: cedar-docs, "JSON policy format"; cedar-policy-core `est/expr.rs`.
final class ExprReader implements ExprParts {
  private static final Map<String, BinaryOperator> BINARY =
      Arrays.stream(BinaryOperator.values())
          .collect(Collectors.toMap(BinaryOperator::text, Function.identity()));
  private static final Map<String, Variable> VARIABLES =
      Arrays.stream(Variable.values())
          .collect(Collectors.toMap(Variable::text, Function.identity()));
  private static final List<String> SIDES = List.of("left", "right");

  private final Diagnostics diagnostics;
  private final LiteralReader literals;
  private final RelationReader relations;

  ExprReader(Diagnostics diagnostics, UidReader uids) {
    this.diagnostics = diagnostics;
    this.literals = new LiteralReader(diagnostics, uids);
    this.relations = new RelationReader(diagnostics, uids, this);
  }

  /// A whole expression, no deeper than the limit; null after a mistake.
  @Nullable Expr read(Json json) {
    Expr expression = read(json, 1);
    if (expression != null && ExpressionDepth.findTooDeep(expression).isPresent()) {
      reportTooDeep(json, diagnostics);
      return null;
    }
    return expression;
  }

  static void reportTooDeep(Json json, Diagnostics diagnostics) {
    diagnostics.add(
        "policy.too-deep",
        json.span(),
        "nested deeper than " + Limits.EXPRESSION_DEPTH_MAX + " levels",
        "split the condition in several");
  }

  /// The expression that lies `level` levels deep; null after a mistake, and for what is absent.
  @Override
  public @Nullable Expr read(@Nullable Json json, int level) {
    if (json == null) {
      return null;
    }
    if (level > Limits.EXPRESSION_DEPTH_MAX) {
      reportTooDeep(json, diagnostics);
      return null;
    }
    Json.Member operation = Members.sole(json, "an expression", diagnostics);
    return operation == null ? null : operation(operation, json, level);
  }

  private @Nullable Expr operation(Json.Member operation, Json json, int level) {
    Json body = operation.value();
    return switch (operation.name()) {
      case "Value" -> literals.read(body, level);
      case "Var" -> variable(body);
      case "Slot" -> slot(json);
      case "!" -> unary(UnaryOperator.NOT, operation, json, level);
      case "neg" -> unary(UnaryOperator.NEGATE, operation, json, level);
      case "isEmpty" -> unary(UnaryOperator.IS_EMPTY, operation, json, level);
      case "&&", "||" -> chain(operation.name(), json, level);
      case "." -> relations.attribute(body, json, level);
      case "has" -> relations.hasAttribute(body, json, level);
      case "like" -> relations.like(body, json, level);
      case "is" -> relations.is(body, json, level);
      case "if-then-else" -> conditional(body, json, level);
      case "Set" -> set(body, json, level);
      case "Record" -> record(body, json, level);
      default -> named(operation, json, level);
    };
  }

  private @Nullable Expr variable(Json body) {
    Variable variable = body instanceof Json.JsonString name ? VARIABLES.get(name.value()) : null;
    if (variable == null) {
      diagnostics.add(
          "policy.unknown-variable",
          body.span(),
          "`Var` names no variable",
          "write `principal`, `action`, `resource` or `context`");
      return null;
    }
    return new Expr.Var(variable, body.span());
  }

  private @Nullable Expr slot(Json json) {
    diagnostics.add(
        "policy.slot-in-condition",
        json.span(),
        "a slot in a condition",
        "slots belong into `principal` and `resource` of the policy");
    return null;
  }

  private @Nullable Expr unary(UnaryOperator operator, Json.Member body, Json json, int level) {
    Members members = operands(body, List.of("arg"));
    Expr operand = members == null ? null : read(members.require("arg"), level + 1);
    return operand == null ? null : new Expr.Unary(operator, operand, json.span());
  }

  private @Nullable Members operands(Json.Member body, List<String> known) {
    return operands(body.name(), body.value(), known);
  }

  private @Nullable Members operands(String operation, Json body, List<String> known) {
    return Members.of(body, "`" + operation + "`", known, diagnostics);
  }

  private @Nullable Expr named(Json.Member operation, Json json, int level) {
    BinaryOperator operator = BINARY.get(operation.name());
    if (operator != null) {
      return binary(operator, operation, json, level);
    }
    Optional<ExtensionFunction> function = ExtensionFunction.find(operation.name());
    if (function.isPresent()) {
      return call(function.get(), operation, json, level);
    }
    diagnostics.add(
        "policy.unknown-operation",
        operation.nameSpan(),
        "`" + Shown.of(operation.name()) + "` is no operation of an expression",
        "write an operator as `==`, or `Value`, `Var`, `Set`, `Record`");
    return null;
  }

  private @Nullable Expr binary(
      BinaryOperator operator, Json.Member operation, Json json, int level) {
    Members members = operands(operation, SIDES);
    if (members == null) {
      return null;
    }
    Expr left = read(members.require("left"), level + 1);
    Expr right = read(members.require("right"), level + 1);
    return left == null || right == null
        ? null
        : new Expr.Binary(operator, left, right, json.span());
  }

  private @Nullable Expr call(
      ExtensionFunction function, Json.Member operation, Json json, int level) {
    if (!(operation.value() instanceof Json.JsonArray array)) {
      Members.kind(operation.value(), "arguments are an array", diagnostics);
      return null;
    }
    List<Expr> arguments = readAll(array.elements(), level + 1);
    return arguments == null ? null : LiteralReader.call(function, arguments, json, diagnostics);
  }

  private @Nullable Expr chain(String operator, Json json, int level) {
    List<Json> nodes = chainNodes(operator, json);
    List<Expr> operands = nodes == null ? null : readAll(nodes, level + 1);
    if (operands == null) {
      return null;
    }
    return operator.equals("&&")
        ? new Expr.And(operands, json.span())
        : new Expr.Or(operands, json.span());
  }

  /// The operands of `((a && b) && c)`, from the left; null after a mistake.
  private @Nullable List<Json> chainNodes(String operator, Json json) {
    List<Json> backwards = new ArrayList<>();
    Json node = json;
    Json body = chainBody(operator, node);
    while (body != null) {
      Members members = operands(operator, body, SIDES);
      Json left = members == null ? null : members.require("left");
      Json right = members == null ? null : members.require("right");
      if (left == null || right == null) {
        return null;
      }
      backwards.add(right);
      node = left;
      body = chainBody(operator, node);
    }
    backwards.add(node);
    return isTooLong(operator, backwards, json) ? null : backwards.reversed();
  }

  private static @Nullable Json chainBody(String operator, Json node) {
    return node instanceof Json.JsonObject object && object.members().size() == 1
        ? object.find(operator)
        : null;
  }

  private boolean isTooLong(String operator, List<Json> operands, Json json) {
    if (operands.size() <= Limits.ELEMENTS_MAX) {
      return false;
    }
    diagnostics.add(
        "policy.too-many-elements",
        json.span(),
        "more than " + Limits.ELEMENTS_MAX + " operands of one `" + operator + "`",
        "");
    return true;
  }

  private @Nullable Expr conditional(Json body, Json json, int level) {
    Members members = operands("if-then-else", body, List.of("if", "then", "else"));
    if (members == null) {
      return null;
    }
    Expr condition = read(members.require("if"), level + 1);
    Expr then = read(members.require("then"), level + 1);
    Expr otherwise = read(members.require("else"), level + 1);
    return condition == null || then == null || otherwise == null
        ? null
        : new Expr.If(condition, then, otherwise, json.span());
  }

  private @Nullable Expr set(Json body, Json json, int level) {
    if (!(body instanceof Json.JsonArray array)) {
      Members.kind(body, "a `Set` is an array", diagnostics);
      return null;
    }
    List<Expr> elements = readAll(array.elements(), level + 1);
    return elements == null ? null : new Expr.SetLiteral(elements, json.span());
  }

  private @Nullable Expr record(Json body, Json json, int level) {
    if (!(body instanceof Json.JsonObject object)) {
      Members.kind(body, "a `Record` is an object", diagnostics);
      return null;
    }
    return readRecord(object, level + 1, json.span());
  }
}
