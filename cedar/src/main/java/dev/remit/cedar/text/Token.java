package dev.remit.cedar.text;

import dev.remit.cedar.diagnostic.Span;

/// A word or sign of a text, from `start` inclusive to `end` exclusive. `text` is the spelling of
/// an identifier, number or slot and empty for all others.
public record Token(TokenKind kind, String text, int start, int end) {
  public Span span() {
    return Span.of(start, end);
  }

  /// Whether this is the identifier `word`.
  public boolean is(String word) {
    return kind == TokenKind.IDENTIFIER && text.equals(word);
  }
}
