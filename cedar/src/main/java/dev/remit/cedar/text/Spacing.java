package dev.remit.cedar.text;

/// Decides, token by token, whether a space stands between two of an operand or comparison that
/// stand on one line.
final class Spacing {
  private boolean begun;
  private boolean afterOperand;
  private boolean close;

  /// Whether a space stands in front of `piece`, which comes next.
  boolean before(Piece piece) {
    boolean space =
        switch (piece.kind()) {
          case DOT, DOUBLE_COLON -> false;
          case LEFT_PARENTHESIS, LEFT_BRACKET -> begun && !close && !afterOperand;
          default -> begun && !close;
        };
    boolean sign = piece.kind() == TokenKind.MINUS && !afterOperand;
    close =
        switch (piece.kind()) {
          case DOT, DOUBLE_COLON, NOT -> true;
          default -> sign;
        };
    afterOperand = endsOperand(piece);
    begun = true;
    return space;
  }

  /// Goes on behind a closing bracket.
  void afterBracket() {
    close = false;
    afterOperand = true;
  }

  private static boolean endsOperand(Piece piece) {
    return switch (piece.kind()) {
      case NUMBER, STRING, SLOT -> true;
      case IDENTIFIER ->
          switch (piece.text()) {
            case "in", "has", "like", "is" -> false;
            default -> true;
          };
      default -> false;
    };
  }
}
