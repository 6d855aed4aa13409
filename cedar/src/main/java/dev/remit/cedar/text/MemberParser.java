package dev.remit.cedar.text;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.Variable;
import dev.remit.cedar.value.BoolValue;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.StringValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Reads what binds tightest: literals, names, brackets, and the attributes and calls behind them.
final class MemberParser {
  private static final List<String> WORDS =
      List.of("principal", "action", "resource", "context", "true", "false", "if");

  private final Cursor cursor;
  private final Bounds bounds;
  private final ExpressionParser expressions;
  private final NameParser names;
  private final CallParser calls;
  private final RecordParser records;

  MemberParser(Cursor cursor, Bounds bounds, ExpressionParser expressions) {
    this.cursor = cursor;
    this.bounds = bounds;
    this.expressions = expressions;
    this.names = new NameParser(cursor);
    this.calls = new CallParser(cursor);
    this.records = new RecordParser(cursor, bounds, expressions);
  }

  /// Whether a number stands here and no attribute or call behind it.
  boolean atBareNumber() {
    return cursor.at(TokenKind.NUMBER)
        && switch (cursor.peek(1).kind()) {
          case DOT, LEFT_PARENTHESIS, LEFT_BRACKET -> false;
          default -> true;
        };
  }

  Expr member() throws Unexpected {
    int from = cursor.index();
    Expr result = primary();
    while (true) {
      switch (cursor.peek().kind()) {
        case DOT -> result = access(result, from);
        case LEFT_BRACKET -> result = index(result, from);
        case LEFT_PARENTHESIS -> callOfExpression();
        default -> {
          return result;
        }
      }
    }
  }

  private Expr access(Expr operand, int from) throws Unexpected {
    cursor.next();
    Token name = cursor.peek();
    names.attribute("an attribute or a method", fractionHelp(name));
    if (!cursor.at(TokenKind.LEFT_PARENTHESIS)) {
      return new Expr.GetAttribute(operand, name.text(), cursor.since(from));
    }
    List<Expr> arguments = arguments();
    return calls.method(operand, name, arguments, cursor.since(from));
  }

  private static String fractionHelp(Token token) {
    return token.kind() == TokenKind.NUMBER ? "a fraction is written `decimal(\"1.5\")`" : "";
  }

  private Expr index(Expr operand, int from) throws Unexpected {
    cursor.next();
    if (!cursor.at(TokenKind.STRING)) {
      throw cursor.unexpected(
          "the name of an attribute as a string", "sets have no index; use `.contains(…)`");
    }
    String name = StringLiterals.unescape(cursor.next(), cursor.reports());
    cursor.expect(TokenKind.RIGHT_BRACKET, "");
    return new Expr.GetAttribute(operand, name, cursor.since(from));
  }

  private void callOfExpression() throws Unexpected {
    Span span = cursor.peek().span();
    cursor.report("not-a-function", span, "what stands before `(` is no function", "");
    arguments();
  }

  private List<Expr> arguments() throws Unexpected {
    cursor.next();
    return list(TokenKind.RIGHT_PARENTHESIS, "arguments");
  }

  /// Expressions up to `close`, a comma behind the last allowed.
  private List<Expr> list(TokenKind close, String what) throws Unexpected {
    List<Expr> elements = new ArrayList<>();
    while (!cursor.accept(close)) {
      bounds.requireRoom(elements.size(), what);
      elements.add(expressions.nested());
      if (!cursor.at(close)) {
        cursor.expect(TokenKind.COMMA, "close the list with " + close.description());
      }
    }
    return elements;
  }

  private Expr primary() throws Unexpected {
    Token token = cursor.peek();
    return switch (token.kind()) {
      case NUMBER -> {
        cursor.next();
        yield new Expr.Literal(Numbers.parse(token.text(), token.span(), cursor), token.span());
      }
      case STRING -> {
        cursor.next();
        String value = StringLiterals.unescape(token, cursor.reports());
        yield new Expr.Literal(new StringValue(value), token.span());
      }
      case IDENTIFIER -> name(token);
      case SLOT -> slot(token);
      case LEFT_PARENTHESIS -> parenthesized();
      case LEFT_BRACKET -> {
        int from = cursor.index();
        cursor.next();
        List<Expr> elements = list(TokenKind.RIGHT_BRACKET, "elements");
        yield new Expr.SetLiteral(elements, cursor.since(from));
      }
      case LEFT_BRACE -> records.record();
      case NOT, MINUS ->
          throw cursor.unexpected("an operand", "put the inner expression in parentheses");
      default -> throw cursor.unexpected("an expression", Operators.pairHelp(cursor));
    };
  }

  private Expr parenthesized() throws Unexpected {
    cursor.next();
    Expr inner = expressions.nested();
    cursor.expect(TokenKind.RIGHT_PARENTHESIS, Operators.help(cursor.peek()));
    return inner;
  }

  private Expr slot(Token token) {
    cursor.next();
    cursor.report(
        "slot-in-condition",
        token.span(),
        "`" + token.text() + "` stands in a condition",
        "slots belong into the head, as in `principal == ?principal`");
    return placeholder(token.span());
  }

  private Expr name(Token token) throws Unexpected {
    boolean qualified = cursor.peek(1).kind() == TokenKind.DOUBLE_COLON;
    if (!qualified && (token.is("true") || token.is("false"))) {
      cursor.next();
      return new Expr.Literal(BoolValue.of(token.is("true")), token.span());
    }
    if (token.is("if") && !qualified) {
      throw cursor.unexpected("an operand", "put the `if` in parentheses");
    }
    NameParser.Path path = names.path();
    if (path.isEntity()) {
      EntityUid uid = names.entity(path);
      return new Expr.Literal(uid, path.span().to(cursor.previous().span()));
    }
    if (cursor.at(TokenKind.LEFT_PARENTHESIS)) {
      return calls.function(path, arguments());
    }
    return variable(path);
  }

  private Expr variable(NameParser.Path path) {
    for (Variable variable : Variable.values()) {
      if (variable.text().equals(path.name().value())) {
        return new Expr.Var(variable, path.span());
      }
    }
    String name = path.name().value();
    cursor.report("unknown-name", path.span(), "unknown name `" + name + "`", nameHelp(path));
    return placeholder(path.span());
  }

  private static String nameHelp(NameParser.Path path) {
    String name = path.name().value();
    if (path.isQualified()) {
      return "an entity is written `" + name + "::\"id\"`";
    }
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "not" -> "write `!` for not";
      case "null", "nil", "none", "undefined" ->
          "nothing is null; ask whether an attribute is there with `has`";
      case "user", "subject" -> "who asks is `principal`";
      default ->
          Suggestions.didYouMean(
              name,
              WORDS,
              "strings stand in double quotes; variables are "
                  + String.join(
                      ", ",
                      Arrays.stream(Variable.values()).map(v -> "`" + v.text() + "`").toList()));
    };
  }

  /// What stands for an expression that was refused.
  static Expr placeholder(Span span) {
    return new Expr.Literal(BoolValue.FALSE, span);
  }
}
