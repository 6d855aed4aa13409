package dev.remit.cedar.text;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.policy.BinaryOperator;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.ExpressionDepth;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.policy.UnaryOperator;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.Name;
import java.util.ArrayList;
import java.util.List;

/// Reads expressions by recursive descent, from `if` down to `-a`; what binds tighter is read by
/// [MemberParser]. Only brackets and `if` recurse, and how deep is bounded.
///
/// A mistake in what an expression says is reported and reading goes on; a mistake in how it is
/// built ends it.
final class ExpressionParser {
  private static final int UNARY_MAX = 4;

  private final Cursor cursor;
  private final NameParser names;
  private final MemberParser members;
  private int nesting;

  ExpressionParser(Cursor cursor) {
    this.cursor = cursor;
    this.names = new NameParser(cursor);
    this.members = new MemberParser(cursor, this);
  }

  /// A whole expression, no deeper than the limit.
  Expr expression() throws Unexpected {
    nesting = 0;
    Expr expression = nested();
    ExpressionDepth.findTooDeep(expression).ifPresent(part -> reportTooDeep(part.span()));
    return expression;
  }

  /// An expression within brackets or an `if`.
  Expr nested() throws Unexpected {
    if (nesting == Limits.EXPRESSION_DEPTH_MAX + 1) {
      throw tooDeep();
    }
    nesting++;
    Expr expression = cursor.at("if") ? conditional() : disjunction();
    nesting--;
    return expression;
  }

  private Unexpected tooDeep() {
    reportTooDeep(cursor.peek().span());
    return new Unexpected();
  }

  private void reportTooDeep(Span span) {
    cursor.report(
        "too-deep",
        span,
        "nested deeper than " + Limits.EXPRESSION_DEPTH_MAX + " levels",
        "split the condition in several `when { … }`");
  }

  private Expr conditional() throws Unexpected {
    int from = cursor.index();
    cursor.next();
    Expr condition = nested();
    cursor.expect("then", "a conditional is written `if … then … else …`");
    Expr then = nested();
    cursor.expect("else", "a conditional is written `if … then … else …`");
    Expr otherwise = nested();
    return new Expr.If(condition, then, otherwise, cursor.since(from));
  }

  /// Chains of `&&` within a chain of `||`, read by one method so that every level of brackets
  /// needs less stack.
  private Expr disjunction() throws Unexpected {
    int from = cursor.index();
    Expr first = relation();
    if (!cursor.at(TokenKind.AND) && !cursor.at(TokenKind.OR)) {
      return first;
    }
    List<Expr> alternatives = new ArrayList<>();
    List<Expr> operands = new ArrayList<>(List.of(first));
    int operandsFrom = from;
    while (cursor.at(TokenKind.AND) || cursor.at(TokenKind.OR)) {
      if (cursor.accept(TokenKind.AND)) {
        requireRoom(operands.size(), "operands of one `&&`");
      } else {
        alternatives.add(conjunction(operands, operandsFrom));
        requireRoom(alternatives.size(), "operands of one `||`");
        cursor.next();
        operands = new ArrayList<>();
        operandsFrom = cursor.index();
      }
      operands.add(relation());
    }
    Expr last = conjunction(operands, operandsFrom);
    if (alternatives.isEmpty()) {
      return last;
    }
    alternatives.add(last);
    return new Expr.Or(alternatives, cursor.since(from));
  }

  private Expr conjunction(List<Expr> operands, int from) {
    return operands.size() == 1 ? operands.getFirst() : new Expr.And(operands, cursor.since(from));
  }

  /// Fails unless there is room for one more behind `size` others.
  void requireRoom(int size, String what) throws Unexpected {
    if (size >= Limits.ELEMENTS_MAX) {
      cursor.report(
          "too-many-elements",
          cursor.peek().span(),
          "more than " + Limits.ELEMENTS_MAX + " " + what,
          "");
      throw new Unexpected();
    }
  }

  private Expr relation() throws Unexpected {
    int from = cursor.index();
    Expr left = sum();
    if (!atRelation()) {
      return left;
    }
    Expr result = relationTo(left, from);
    while (atRelation()) {
      cursor.report(
          "chained-relation",
          cursor.peek().span(),
          "comparisons cannot be chained",
          "put one of them in parentheses, or join them with `&&`");
      result = relationTo(result, from);
    }
    return result;
  }

  private boolean atRelation() {
    Token token = cursor.peek();
    return switch (token.kind()) {
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, ASSIGN -> true;
      case IDENTIFIER ->
          switch (token.text()) {
            case "in", "has", "like", "is" -> true;
            default -> false;
          };
      default -> false;
    };
  }

  private Expr relationTo(Expr left, int from) throws Unexpected {
    Token token = cursor.next();
    return switch (token.text()) {
      case "has" -> has(left, from);
      case "like" -> like(left, from);
      case "is" -> is(left, from);
      default -> {
        BinaryOperator operator = operator(token);
        yield new Expr.Binary(operator, left, sum(), cursor.since(from));
      }
    };
  }

  private BinaryOperator operator(Token token) {
    return switch (token.kind()) {
      case NOT_EQUAL -> BinaryOperator.NOT_EQUAL;
      case LESS -> BinaryOperator.LESS;
      case LESS_OR_EQUAL -> BinaryOperator.LESS_OR_EQUAL;
      case GREATER -> BinaryOperator.GREATER;
      case GREATER_OR_EQUAL -> BinaryOperator.GREATER_OR_EQUAL;
      case IDENTIFIER -> BinaryOperator.IN;
      case ASSIGN -> {
        reportAssign(cursor, token);
        yield BinaryOperator.EQUAL;
      }
      default -> BinaryOperator.EQUAL;
    };
  }

  static void reportAssign(Cursor cursor, Token token) {
    cursor.report("single-equals", token.span(), "`=` is no operator", "compare with `==`");
  }

  private Expr has(Expr left, int from) throws Unexpected {
    List<String> path = new ArrayList<>();
    if (cursor.at(TokenKind.STRING)) {
      path.add(StringLiterals.unescape(cursor.next(), cursor.reports()));
    } else {
      do {
        if (path.size() == Limits.EXPRESSION_DEPTH_MAX) {
          throw tooDeep();
        }
        String name = attributeName("an attribute name or a string");
        path.add(Name.isPlain(name) ? name : "_");
      } while (cursor.accept(TokenKind.DOT));
    }
    return new Expr.HasAttribute(left, path, cursor.since(from));
  }

  /// Passes an identifier that can name an attribute without quotes; a reserved one is reported.
  String attributeName(String expected) throws Unexpected {
    if (!cursor.at(TokenKind.IDENTIFIER)) {
      throw cursor.unexpected(expected, "");
    }
    names.refuseReserved(cursor.peek());
    return cursor.next().text();
  }

  private Expr like(Expr left, int from) throws Unexpected {
    if (!cursor.at(TokenKind.STRING)) {
      throw cursor.unexpected("a pattern", "`like` takes a string, as in `like \"*.pdf\"`");
    }
    Token token = cursor.next();
    return new Expr.Like(left, StringLiterals.pattern(token, cursor.reports()), cursor.since(from));
  }

  private Expr is(Expr left, int from) throws Unexpected {
    Name type = names.entityType("resource is Document");
    if (cursor.accept("in")) {
      return new Expr.IsIn(left, type, sum(), cursor.since(from));
    }
    return new Expr.Is(left, type, cursor.since(from));
  }

  private Expr sum() throws Unexpected {
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
    if (count > UNARY_MAX) {
      cursor.report(
          "too-many-signs",
          first.span().to(cursor.previous().span()),
          "more than " + UNARY_MAX + " " + kind.description() + " in a row",
          "two of them cancel out");
    }
    return Math.min(count, UNARY_MAX);
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
