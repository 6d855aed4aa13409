package dev.remit.cedar.text;

import java.util.List;

/// Writes tokens and comments on lines. A line end is owed until something follows it, so that no
/// line ends with a space and none is empty that should not be.
final class LineWriter {
  /// How many spaces one level is indented by.
  static final int INDENT = 2;

  private final StringBuilder out = new StringBuilder();
  private int column;
  private boolean owesLine;
  private boolean owesEmptyLine;
  private boolean opened = true;

  String text() {
    return out.isEmpty() ? "" : out + "\n";
  }

  /// Where the next word will begin, if `indent` is its indentation.
  int column(int indent) {
    return owesLine ? indent : column;
  }

  void lineEnd() {
    owesLine = true;
  }

  /// A line end and an empty line, unless nothing has been written yet.
  void emptyLine() {
    owesLine = true;
    owesEmptyLine = true;
  }

  /// Text within a line, left out where a line ends.
  void glue(String text) {
    if (!owesLine) {
      append(text);
    }
  }

  void word(Piece piece, int indent) {
    comments(piece.before(), isClosing(piece.kind()) ? indent + INDENT : indent);
    if (!piece.before().isEmpty() && piece.gap()) {
      owesEmptyLine = true;
    }
    begin(indent);
    append(piece.text());
    opened = isOpening(piece.kind());
    if (!piece.after().isEmpty()) {
      append(" " + piece.after());
      lineEnd();
    }
  }

  /// Comments on lines of their own.
  void comments(List<Piece.Comment> comments, int indent) {
    for (Piece.Comment comment : comments) {
      owesLine = true;
      if (comment.gap() && !opened) {
        owesEmptyLine = true;
      }
      begin(indent);
      append(comment.text());
      opened = false;
      owesLine = true;
    }
  }

  private void begin(int indent) {
    if (owesLine && !out.isEmpty()) {
      out.append(owesEmptyLine ? "\n\n" : "\n");
    }
    if (owesLine) {
      out.repeat(' ', indent);
      column = indent;
    }
    owesLine = false;
    owesEmptyLine = false;
  }

  private void append(String text) {
    out.append(text);
    int line = text.lastIndexOf('\n');
    column = line < 0 ? column + text.length() : text.length() - line - 1;
  }

  private static boolean isOpening(TokenKind kind) {
    return switch (kind) {
      case LEFT_PARENTHESIS, LEFT_BRACKET, LEFT_BRACE -> true;
      default -> false;
    };
  }

  private static boolean isClosing(TokenKind kind) {
    return switch (kind) {
      case RIGHT_PARENTHESIS, RIGHT_BRACKET, RIGHT_BRACE -> true;
      default -> false;
    };
  }

  /// How many characters of a text stand in front of its first line end.
  static int firstLineLength(String text) {
    int line = text.indexOf('\n');
    return line < 0 ? text.length() : line;
  }
}
