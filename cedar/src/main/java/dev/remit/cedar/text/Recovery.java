package dev.remit.cedar.text;

/// Finds the place behind a mistake where a policy begins again.
final class Recovery {
  private Recovery() {}

  /// Whether a policy begins here: at `@`, or at an effect with a head.
  static boolean atPolicy(Cursor cursor) {
    return cursor.at(TokenKind.AT)
        || ((cursor.at("permit") || cursor.at("forbid"))
            && cursor.peek(1).kind() == TokenKind.LEFT_PARENTHESIS);
  }

  /// Moves behind the next `;`, or to where a policy begins without one; always beyond `from`,
  /// where the refused policy began.
  static void skipPolicy(Cursor cursor, int from) {
    while (!cursor.at(TokenKind.END)) {
      if (cursor.accept(TokenKind.SEMICOLON) || (cursor.index() > from && atPolicy(cursor))) {
        return;
      }
      cursor.next();
    }
  }
}
