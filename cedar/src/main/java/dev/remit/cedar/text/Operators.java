package dev.remit.cedar.text;

import java.util.Locale;

/// Words of other languages where Cedar has signs.
final class Operators {
  private Operators() {}

  /// What to write in place of a token that stands where an operator may; empty if unknown.
  static String help(Token token) {
    return switch (token.kind()) {
      case IDENTIFIER -> word(token.text().toLowerCase(Locale.ROOT));
      case QUESTION -> "a choice is written `if … then … else …`";
      case NOT -> "unequal is `!=`";
      default -> "";
    };
  }

  private static String word(String word) {
    return switch (word) {
      case "and" -> "write `&&` for and";
      case "or" -> "write `||` for or";
      case "equals", "eq" -> "compare with `==`";
      case "matches" -> "match with `like`, where `*` is a wildcard";
      case "contains" -> "write it as a method, as in `set.contains(element)`";
      default -> "";
    };
  }

  /// What to write in place of the pair of signs whose second one stands where an expression may;
  /// empty if unknown.
  static String pairHelp(Cursor cursor) {
    return switch (cursor.previous().kind()) {
      case LESS -> cursor.at(TokenKind.GREATER) ? "unequal is `!=`" : "";
      case ASSIGN -> cursor.at(TokenKind.GREATER) ? "a implies b is `!a || b`" : "";
      case EQUAL, NOT_EQUAL -> cursor.at(TokenKind.ASSIGN) ? "there are only `==` and `!=`" : "";
      default -> "";
    };
  }
}
