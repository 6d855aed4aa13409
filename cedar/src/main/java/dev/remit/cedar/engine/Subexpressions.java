package dev.remit.cedar.engine;

import dev.remit.cedar.policy.Expr;
import java.util.List;

/// The direct parts of an expression, in the order of the text.
final class Subexpressions {
  private Subexpressions() {}

  static List<Expr> of(Expr expr) {
    return switch (expr) {
      case Expr.Literal _, Expr.Var _ -> List.of();
      case Expr.If(Expr condition, Expr then, Expr otherwise, _) ->
          List.of(condition, then, otherwise);
      case Expr.And(List<Expr> operands, _) -> operands;
      case Expr.Or(List<Expr> operands, _) -> operands;
      case Expr.Unary(_, Expr operand, _) -> List.of(operand);
      case Expr.Binary(_, Expr left, Expr right, _) -> List.of(left, right);
      case Expr.Like(Expr operand, _, _) -> List.of(operand);
      case Expr.Is(Expr operand, _, _) -> List.of(operand);
      case Expr.IsIn(Expr operand, _, Expr container, _) -> List.of(operand, container);
      case Expr.GetAttribute(Expr operand, _, _) -> List.of(operand);
      case Expr.HasAttribute(Expr operand, _, _) -> List.of(operand);
      case Expr.SetLiteral(List<Expr> elements, _) -> elements;
      case Expr.RecordLiteral(List<Expr.Field> fields, _) ->
          fields.stream().map(Expr.Field::value).toList();
      case Expr.Call(_, List<Expr> arguments, _) -> arguments;
    };
  }
}
