package dev.remit.cedar.text;

import dev.remit.cedar.policy.BinaryOperator;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.value.Name;
import java.util.ArrayList;
import java.util.List;

/// Reads comparisons: `==`, `<`, `in`, `has`, `like`, `is` and their like, of which one cannot
/// follow another.
final class RelationParser {
  private final Cursor cursor;
  private final Bounds bounds;
  private final NameParser names;
  private final ArithmeticParser arithmetic;

  RelationParser(Cursor cursor, Bounds bounds, ArithmeticParser arithmetic) {
    this.cursor = cursor;
    this.bounds = bounds;
    this.names = new NameParser(cursor);
    this.arithmetic = arithmetic;
  }

  /// An operand, or two that are compared.
  Expr relation() throws Unexpected {
    int from = cursor.index();
    Expr left = arithmetic.sum();
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
        yield new Expr.Binary(operator, left, arithmetic.sum(), cursor.since(from));
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
          throw bounds.tooDeep();
        }
        String name = names.attribute("an attribute name or a string", "");
        path.add(Name.isPlain(name) ? name : "_");
      } while (cursor.accept(TokenKind.DOT));
    }
    return new Expr.HasAttribute(left, path, cursor.since(from));
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
      return new Expr.IsIn(left, type, arithmetic.sum(), cursor.since(from));
    }
    return new Expr.Is(left, type, cursor.since(from));
  }
}
