package dev.remit.cedar.text;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.diagnostic.SyntaxException;
import java.util.List;

/// A place in the tokens of a text, which moves forward, and where mistakes are reported.
public final class Cursor {
  private static final int SHOWN_LENGTH_MAX = 40;

  private final List<Token> tokens;
  private final Reports reports;
  private int index;

  /// `tokens` end with `END`.
  public Cursor(List<Token> tokens, Reports reports) {
    this.tokens = tokens;
    this.reports = reports;
  }

  public Reports reports() {
    return reports;
  }

  /// How many tokens are behind.
  public int index() {
    return index;
  }

  public Token peek() {
    return tokens.get(index);
  }

  /// The token `distance` ahead of [#peek], `END` beyond the end.
  public Token peek(int distance) {
    return tokens.get(Math.min(index + distance, tokens.size() - 1));
  }

  /// The token just passed, the first one if none was.
  public Token previous() {
    return tokens.get(Math.max(0, index - 1));
  }

  /// Moves on; at the end it stays.
  public Token next() {
    Token token = tokens.get(index);
    if (token.kind() != TokenKind.END) {
      index++;
    }
    return token;
  }

  public boolean at(TokenKind kind) {
    return peek().kind() == kind;
  }

  public boolean at(String word) {
    return peek().is(word);
  }

  public boolean accept(TokenKind kind) {
    boolean matches = at(kind);
    if (matches) {
      index++;
    }
    return matches;
  }

  public boolean accept(String word) {
    boolean matches = at(word);
    if (matches) {
      index++;
    }
    return matches;
  }

  /// Passes a token of this kind, or fails.
  public Token expect(TokenKind kind, String help) throws Unexpected {
    if (!at(kind)) {
      throw unexpected(kind.description(), help);
    }
    return next();
  }

  /// Passes this identifier, or fails.
  public Token expect(String word, String help) throws Unexpected {
    if (!at(word)) {
      throw unexpected("`" + word + "`", help);
    }
    return next();
  }

  /// What was read since the token with index `from`.
  public Span since(int from) {
    return Span.of(tokens.get(from).start(), Math.max(tokens.get(from).start(), previous().end()));
  }

  public void report(String code, Span span, String message, String help) {
    reports.add(code, span, message, help);
  }

  /// Throws what was reported of this text, if anything was.
  public void refuseIfAny() throws SyntaxException {
    reports.diagnostics().refuseIfAny();
  }

  /// Reports a mistake that cannot be read over.
  public Unexpected refuse(String code, Span span, String message, String help) {
    report(code, span, message, help);
    return new Unexpected();
  }

  /// Reports that something else was expected here.
  public Unexpected unexpected(String expected, String help) {
    Token token = peek();
    if (token.kind() == TokenKind.ERROR) {
      return new Unexpected();
    }
    String code = token.kind() == TokenKind.END ? "unexpected-end" : "unexpected-token";
    report(code, place(token), "expected " + expected + ", found " + describe(token), help);
    return new Unexpected();
  }

  /// Where a token stands; the end of the text is where its last token ends, not the empty line
  /// that may follow.
  private Span place(Token token) {
    boolean behind = token.kind() == TokenKind.END && index > 0;
    return behind ? Span.of(previous().end(), previous().end()) : token.span();
  }

  private String describe(Token token) {
    if (token.kind() == TokenKind.END) {
      return token.kind().description();
    }
    String shown = reports.source().text(token.span()).lines().findFirst().orElse("");
    boolean shortened = shown.length() > SHOWN_LENGTH_MAX;
    return "`" + (shortened ? shown.substring(0, SHOWN_LENGTH_MAX) + "…" : shown) + "`";
  }
}
