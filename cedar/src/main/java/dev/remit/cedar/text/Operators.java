package dev.remit.cedar.text;

import java.util.Locale;

/// Words of other languages where Cedar has signs.
final class Operators {
  private Operators() {}

  /// What to write in place of a token that stands where an operator may; empty if unknown.
  static String help(Token token) {
    if (token.kind() != TokenKind.IDENTIFIER) {
      return "";
    }
    return switch (token.text().toLowerCase(Locale.ROOT)) {
      case "and" -> "write `&&` for and";
      case "or" -> "write `||` for or";
      case "equals", "eq" -> "compare with `==`";
      case "matches" -> "match with `like`, where `*` is a wildcard";
      case "contains" -> "write it as a method, as in `set.contains(element)`";
      default -> "";
    };
  }
}
