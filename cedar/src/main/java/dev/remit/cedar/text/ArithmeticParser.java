package dev.remit.cedar.text;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.policy.BinaryOperator;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.UnaryOperator;
import dev.remit.cedar.value.LongValue;

/// Reads sums, products and signs.
final class ArithmeticParser {
  private static final int SIGNS_MAX = 4;

  private final Cursor cursor;
  private final MemberParser members;

  ArithmeticParser(Cursor cursor, MemberParser members) {
    this.cursor = cursor;
    this.members = members;
  }

  /// Terms that are added or subtracted, from the left.
  Expr sum() throws Unexpected {
    int from = cursor.index();
    Expr left = product();
    while (cursor.at(TokenKind.PLUS) || cursor.at(TokenKind.MINUS)) {
      boolean plus = cursor.next().kind() == TokenKind.PLUS;
      BinaryOperator operator = plus ? BinaryOperator.ADD : BinaryOperator.SUBTRACT;
      left = new Expr.Binary(operator, left, product(), cursor.since(from));
    }
    return left;
  }

  private Expr product() throws Unexpected {
    int from = cursor.index();
    Expr left = unary();
    while (atProduct()) {
      Token token = cursor.next();
      if (token.kind() != TokenKind.STAR) {
        cursor.report("no-division", token.span(), "Cedar has no division", "only `+`, `-`, `*`");
      }
      left = new Expr.Binary(BinaryOperator.MULTIPLY, left, unary(), cursor.since(from));
    }
    return left;
  }

  private boolean atProduct() {
    return cursor.at(TokenKind.STAR) || cursor.at(TokenKind.SLASH) || cursor.at(TokenKind.PERCENT);
  }

  private Expr unary() throws Unexpected {
    Token first = cursor.peek();
    return switch (first.kind()) {
      case NOT -> {
        int count = signs(TokenKind.NOT);
        yield repeat(UnaryOperator.NOT, count, members.member(), first);
      }
      case MINUS -> negation(first);
      default -> members.member();
    };
  }

  private int signs(TokenKind kind) {
    Token first = cursor.peek();
    int count = 0;
    while (cursor.accept(kind)) {
      count++;
    }
    if (count > SIGNS_MAX) {
      cursor.report(
          "too-many-signs",
          first.span().to(cursor.previous().span()),
          "more than " + SIGNS_MAX + " " + kind.description() + " in a row",
          "two of them cancel out");
    }
    return Math.min(count, SIGNS_MAX);
  }

  /// A sign directly in front of a number belongs to the number, so that the least one can be
  /// written.
  private Expr negation(Token first) throws Unexpected {
    int count = signs(TokenKind.MINUS);
    if (!members.atBareNumber()) {
      return repeat(UnaryOperator.NEGATE, count, members.member(), first);
    }
    Token sign = cursor.previous();
    Token number = cursor.next();
    Span span = sign.span().to(number.span());
    LongValue value = Numbers.parse("-" + number.text(), span, cursor);
    return repeat(UnaryOperator.NEGATE, count - 1, new Expr.Literal(value, span), first);
  }

  private Expr repeat(UnaryOperator operator, int count, Expr operand, Token first) {
    Expr result = operand;
    for (int i = 0; i < count; i++) {
      result = new Expr.Unary(operator, result, first.span().to(cursor.previous().span()));
    }
    return result;
  }
}
