package dev.remit.cedar.json;

import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.UnaryOperator;
import java.util.ArrayList;
import java.util.List;

/// Writes expressions as Cedar does: chains nested to the left, `a has b.c` as a chain.
final class ExprWriter {
  private ExprWriter() {}

  static Json write(Expr expression) {
    return switch (expression) {
      case Expr.Literal literal -> operation("Value", ValueJson.write(literal.value()));
      case Expr.Var variable -> operation("Var", Json.string(variable.variable().text()));
      case Expr.If conditional ->
          operation(
              "if-then-else",
              member("if", conditional.condition()),
              member("then", conditional.then()),
              member("else", conditional.otherwise()));
      case Expr.And and -> chain("&&", and.operands().stream().map(ExprWriter::write).toList());
      case Expr.Or or -> chain("||", or.operands().stream().map(ExprWriter::write).toList());
      case Expr.Unary unary -> operation(name(unary.operator()), member("arg", unary.operand()));
      case Expr.Binary binary -> sides(binary.operator().text(), binary.left(), binary.right());
      case Expr.Like like ->
          operation(
              "like",
              member("left", like.operand()),
              Json.Member.of("pattern", PatternReader.write(like.pattern())));
      case Expr.Is is -> operation("is", member("left", is.operand()), type(is.type().value()));
      case Expr.IsIn is ->
          operation(
              "is",
              member("left", is.operand()),
              type(is.type().value()),
              member("in", is.container()));
      case Expr.GetAttribute get -> attribute(".", write(get.operand()), get.name());
      case Expr.HasAttribute has -> hasAttribute(has);
      case Expr.SetLiteral set ->
          operation("Set", Json.array(set.elements().stream().map(ExprWriter::write).toList()));
      case Expr.RecordLiteral record ->
          operation(
              "Record",
              Json.object(
                  record.fields().stream()
                      .map(field -> member(field.name(), field.value()))
                      .toList()));
      case Expr.Call call ->
          operation(
              call.function().text(),
              Json.array(call.arguments().stream().map(ExprWriter::write).toList()));
    };
  }

  private static String name(UnaryOperator operator) {
    return switch (operator) {
      case NOT, IS_EMPTY -> operator.text();
      case NEGATE -> "neg";
    };
  }

  private static Json operation(String name, Json body) {
    return Json.object(Json.Member.of(name, body));
  }

  private static Json operation(String name, Json.Member... members) {
    return operation(name, Json.object(members));
  }

  private static Json.Member member(String name, Expr value) {
    return Json.Member.of(name, write(value));
  }

  private static Json sides(String operator, Expr left, Expr right) {
    return operation(operator, member("left", left), member("right", right));
  }

  private static Json.Member type(String name) {
    return Json.Member.of("entity_type", Json.string(name));
  }

  private static Json attribute(String operator, Json operand, String name) {
    return operation(
        operator, Json.Member.of("left", operand), Json.Member.of("attr", Json.string(name)));
  }

  private static Json chain(String operator, List<Json> operands) {
    Json left = operands.getFirst();
    for (Json right : operands.subList(1, operands.size())) {
      left = operation(operator, Json.Member.of("left", left), Json.Member.of("right", right));
    }
    return left;
  }

  private static Json hasAttribute(Expr.HasAttribute has) {
    Json operand = write(has.operand());
    List<Json> tests = new ArrayList<>();
    for (String name : has.path()) {
      tests.add(attribute("has", operand, name));
      operand = attribute(".", operand, name);
    }
    return chain("&&", tests);
  }
}
