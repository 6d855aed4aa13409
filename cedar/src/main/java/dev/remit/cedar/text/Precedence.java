package dev.remit.cedar.text;

import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.value.LongValue;

/// How tightly the outermost part of an expression binds, loosest first.
enum Precedence {
  CONDITIONAL,
  OR,
  AND,
  RELATION,
  SUM,
  PRODUCT,
  UNARY,
  MEMBER;

  static Precedence of(Expr expression) {
    return switch (expression) {
      case Expr.If _ -> CONDITIONAL;
      case Expr.Or _ -> OR;
      case Expr.And _ -> AND;
      case Expr.Like _, Expr.Is _, Expr.IsIn _, Expr.HasAttribute _ -> RELATION;
      case Expr.Binary binary -> of(binary);
      case Expr.Unary unary ->
          switch (unary.operator()) {
            case NOT, NEGATE -> UNARY;
            case IS_EMPTY -> MEMBER;
          };
      case Expr.Literal literal -> isNegative(literal) ? UNARY : MEMBER;
      case Expr.Var _, Expr.GetAttribute _, Expr.Call _ -> MEMBER;
      case Expr.SetLiteral _, Expr.RecordLiteral _ -> MEMBER;
    };
  }

  private static Precedence of(Expr.Binary binary) {
    return switch (binary.operator()) {
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, IN -> RELATION;
      case ADD, SUBTRACT -> SUM;
      case MULTIPLY -> PRODUCT;
      case CONTAINS, CONTAINS_ALL, CONTAINS_ANY, GET_TAG, HAS_TAG -> MEMBER;
    };
  }

  /// Whether an expression is written with a sign in front of digits.
  static boolean isNegative(Expr expression) {
    return expression instanceof Expr.Literal(LongValue(long value), _) && value < 0;
  }
}
