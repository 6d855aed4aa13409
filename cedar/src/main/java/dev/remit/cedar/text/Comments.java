package dev.remit.cedar.text;

import dev.remit.cedar.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;

/// Decides to which tokens the comments of a text belong.
///
/// A comment on the line of a token belongs to that token, or to the comma or semicolon that
/// follows on a later line; any other one belongs to the token behind it.
final class Comments {
  private final String text;
  private final List<Piece> pieces = new ArrayList<>();

  private Comments(String text) {
    this.text = text;
  }

  /// The tokens of a text, each with its comments.
  static List<Piece> attach(String text, Lexer.Lexed lexed) {
    Comments attachment = new Comments(text);
    List<Span> comments = lexed.comments();
    int from = 0;
    for (Token token : lexed.tokens()) {
      int to = from;
      while (to < comments.size() && comments.get(to).start() < token.start()) {
        to++;
      }
      attachment.add(token, comments.subList(from, to));
      from = to;
    }
    return attachment.pieces;
  }

  /// Adds a token and the comments that stand before it.
  private void add(Token token, List<Span> comments) {
    List<Span> before = comments;
    int from = pieces.isEmpty() ? 0 : pieces.getLast().token().end();
    if (!pieces.isEmpty()
        && !comments.isEmpty()
        && lineEnds(from, comments.getFirst().start()) == 0) {
      pieces.add(pieces.removeLast().withAfter(text(comments.getFirst())));
      from = comments.getFirst().end();
      before = comments.subList(1, comments.size());
    }
    List<Piece.Comment> kept = new ArrayList<>();
    for (Span comment : before) {
      kept.add(new Piece.Comment(text(comment), lineEnds(from, comment.start()) > 1));
      from = comment.end();
    }
    boolean gap = lineEnds(from, token.start()) > 1;
    closeUp();
    pieces.add(new Piece(token, text.substring(token.start(), token.end()), kept, gap, ""));
  }

  /// Lets a comma or semicolon that was just added take the comment of the token before it over.
  private void closeUp() {
    if (pieces.size() < 2) {
      return;
    }
    Piece last = pieces.getLast();
    Piece previous = pieces.get(pieces.size() - 2);
    boolean takesOver = last.kind() == TokenKind.COMMA || last.kind() == TokenKind.SEMICOLON;
    if (takesOver && !last.hasComments() && !previous.after().isEmpty()) {
      pieces.set(pieces.size() - 2, previous.withAfter(""));
      pieces.set(pieces.size() - 1, last.withAfter(previous.after()));
    }
  }

  private String text(Span comment) {
    int end = comment.end();
    while (Lexer.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(comment.start(), end);
  }

  /// How often a line ends in a part of the text; `\r\n` counts once.
  private int lineEnds(int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      boolean pair = c == '\r' && i + 1 < to && text.charAt(i + 1) == '\n';
      if (c == '\n' || (c == '\r' && !pair)) {
        count++;
      }
    }
    return count;
  }
}
