package dev.remit.cedar.text;

import java.util.List;

/// A token as the formatter writes it, with the comments that move with it: `before` on lines of
/// their own, `after` on the line of the token, empty if there is none. `gap` tells whether an
/// empty line stood right in front of the token.
record Piece(Token token, String text, List<Comment> before, boolean gap, String after) {
  Piece {
    before = List.copyOf(before);
  }

  /// A comment from its `//` on, without white space at its end, and whether an empty line stood
  /// right in front of it.
  record Comment(String text, boolean gap) {}

  Piece withAfter(String comment) {
    return new Piece(token, text, before, gap, comment);
  }

  TokenKind kind() {
    return token.kind();
  }

  boolean is(String word) {
    return token.is(word);
  }

  boolean hasComments() {
    return !before.isEmpty() || !after.isEmpty();
  }
}
