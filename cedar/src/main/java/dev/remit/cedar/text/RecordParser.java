package dev.remit.cedar.text;

import dev.remit.cedar.policy.Expr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads record literals: `{name: a, "other name": b}`, a comma behind the last field allowed.
final class RecordParser {
  private final Cursor cursor;
  private final Bounds bounds;
  private final NameParser names;
  private final ExpressionParser expressions;

  RecordParser(Cursor cursor, Bounds bounds, ExpressionParser expressions) {
    this.cursor = cursor;
    this.bounds = bounds;
    this.names = new NameParser(cursor);
    this.expressions = expressions;
  }

  Expr record() throws Unexpected {
    int from = cursor.index();
    cursor.next();
    List<Expr.Field> fields = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    while (!cursor.accept(TokenKind.RIGHT_BRACE)) {
      bounds.requireRoom(fields.size(), "fields of one record");
      field(fields, seen);
      if (!cursor.at(TokenKind.RIGHT_BRACE)) {
        cursor.expect(TokenKind.COMMA, "close the record with `}`");
      }
    }
    return new Expr.RecordLiteral(fields, cursor.since(from));
  }

  private void field(List<Expr.Field> fields, Set<String> seen) throws Unexpected {
    Token key = cursor.peek();
    String name = key();
    cursor.expect(TokenKind.COLON, "a field is written `name: value`");
    Expr value = expressions.nested();
    if (seen.add(name)) {
      fields.add(new Expr.Field(name, value));
    } else {
      cursor.report(
          "duplicate-field", key.span(), "the field `" + name + "` occurs twice", "keep one");
    }
  }

  private String key() throws Unexpected {
    if (cursor.at(TokenKind.STRING)) {
      return StringLiterals.unescape(cursor.next(), cursor.reports());
    }
    return names.attribute("the name of a field", "");
  }
}
