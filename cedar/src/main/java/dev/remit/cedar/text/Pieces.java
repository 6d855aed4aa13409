package dev.remit.cedar.text;

import java.util.List;

/// A place in the tokens of a text that is being laid out.
final class Pieces {
  private final List<Piece> pieces;
  private int index;

  /// `pieces` end with `END`.
  Pieces(List<Piece> pieces) {
    this.pieces = pieces;
  }

  Piece peek() {
    return pieces.get(index);
  }

  boolean at(TokenKind kind) {
    return peek().kind() == kind;
  }

  boolean at(String word) {
    return peek().is(word);
  }

  /// Passes a token.
  Doc word() {
    return new Doc.Word(pieces.get(index++));
  }
}
