package dev.remit.cedar.text;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.value.Name;
import java.util.ArrayList;
import java.util.List;

/// Cuts a Cedar text, policies or a schema, into tokens; comments are kept aside.
///
/// What is no token is reported and stands in the list as an `ERROR`, or as what was probably
/// meant, so that parsing goes on behind it.
public final class Lexer {
  private static final int BYTE_ORDER_MARK = 0xfeff;

  private final String text;
  private final Reports reports;
  private final List<Token> tokens = new ArrayList<>();
  private final List<Span> comments = new ArrayList<>();
  private int at;

  private Lexer(Reports reports) {
    this.text = reports.source().text();
    this.reports = reports;
  }

  /// The tokens of a text, ending with `END`, and its comments, each `//` to before the line end.
  public record Lexed(List<Token> tokens, List<Span> comments) {}

  /// Never fails: mistakes go to `reports`, and where that is full the text ends.
  public static Lexed lex(Reports reports) {
    Lexer lexer = new Lexer(reports);
    while (lexer.at < lexer.text.length() && !reports.diagnostics().isFull()) {
      lexer.next();
    }
    lexer.tokens.add(new Token(TokenKind.END, "", lexer.at, lexer.at));
    return new Lexed(lexer.tokens, lexer.comments);
  }

  /// What Unicode calls `White_Space`, which Rust's `\s` and so the official lexer skips; a
  /// carriage return alone is one.
  public static boolean isWhitespace(char c) {
    return switch (c) {
      case '\t', '\n', '\u000B', '\f', '\r', ' ', '\u0085', '\u00A0', '\u1680' -> true;
      case '\u2028', '\u2029', '\u202F', '\u205F', '\u3000' -> true;
      default -> c >= '\u2000' && c <= '\u200A';
    };
  }

  private void next() {
    char c = text.charAt(at);
    if (isWhitespace(c)) {
      at++;
    } else if (Name.isIdentifierStart(c)) {
      word(TokenKind.IDENTIFIER, identifierEnd(at + 1));
    } else if (isDigit(c)) {
      word(TokenKind.NUMBER, numberEnd());
    } else if (c == '"') {
      string();
    } else {
      sign(c);
    }
  }

  private int identifierEnd(int from) {
    int end = from;
    while (end < text.length() && Name.isIdentifierPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private int numberEnd() {
    int end = at + 1;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void word(TokenKind kind, int end) {
    tokens.add(new Token(kind, text.substring(at, end), at, end));
    at = end;
  }

  private void string() {
    int end = at + 1;
    while (end < text.length()) {
      char c = text.charAt(end++);
      if (c == '"') {
        add(TokenKind.STRING, end - at);
        return;
      }
      if (c == '\\' && end < text.length()) {
        end++;
      }
    }
    int lineEnd = lineEnd(at);
    report(
        "unterminated-string",
        lineEnd,
        "this string has no closing quote",
        "close it with `\"`; a quote within a string is written `\\\"`");
    tokens.add(new Token(TokenKind.ERROR, "", at, lineEnd));
    at = text.length();
  }

  private void sign(char c) {
    switch (c) {
      case '@' -> add(TokenKind.AT, 1);
      case '.' -> add(TokenKind.DOT, 1);
      case ',' -> add(TokenKind.COMMA, 1);
      case ';' -> add(TokenKind.SEMICOLON, 1);
      case '(' -> add(TokenKind.LEFT_PARENTHESIS, 1);
      case ')' -> add(TokenKind.RIGHT_PARENTHESIS, 1);
      case '{' -> add(TokenKind.LEFT_BRACE, 1);
      case '}' -> add(TokenKind.RIGHT_BRACE, 1);
      case '[' -> add(TokenKind.LEFT_BRACKET, 1);
      case ']' -> add(TokenKind.RIGHT_BRACKET, 1);
      case '+' -> add(TokenKind.PLUS, 1);
      case '-' -> add(TokenKind.MINUS, 1);
      case '*' -> add(TokenKind.STAR, 1);
      case '%' -> add(TokenKind.PERCENT, 1);
      case ':' -> either(':', TokenKind.DOUBLE_COLON, TokenKind.COLON);
      case '=' -> either('=', TokenKind.EQUAL, TokenKind.ASSIGN);
      case '!' -> either('=', TokenKind.NOT_EQUAL, TokenKind.NOT);
      case '<' -> either('=', TokenKind.LESS_OR_EQUAL, TokenKind.LESS);
      case '>' -> either('=', TokenKind.GREATER_OR_EQUAL, TokenKind.GREATER);
      case '&' -> doubled('&', TokenKind.AND);
      case '|' -> doubled('|', TokenKind.OR);
      case '/' -> slash();
      case '?' -> question();
      case '\'' -> singleQuote();
      case '#' -> hash();
      default -> unknown();
    }
  }

  private void add(TokenKind kind, int length) {
    tokens.add(new Token(kind, "", at, at + length));
    at += length;
  }

  private void either(char second, TokenKind both, TokenKind alone) {
    if (follows(second)) {
      add(both, 2);
    } else {
      add(alone, 1);
    }
  }

  private boolean follows(char second) {
    return at + 1 < text.length() && text.charAt(at + 1) == second;
  }

  private void doubled(char sign, TokenKind kind) {
    if (follows(sign)) {
      add(kind, 2);
      return;
    }
    report(
        "single-operator", at + 1, "`" + sign + "` is no operator", "write `" + sign + sign + "`");
    add(kind, 1);
  }

  private void question() {
    if (at + 1 < text.length() && Name.isIdentifierStart(text.charAt(at + 1))) {
      word(TokenKind.SLOT, identifierEnd(at + 2));
    } else {
      add(TokenKind.QUESTION, 1);
    }
  }

  private void slash() {
    if (follows('/')) {
      int end = lineEnd(at);
      comments.add(Span.of(at, end));
      at = end;
    } else if (follows('*')) {
      report(
          "block-comment",
          at + 2,
          "there are no block comments",
          "begin every line of a comment with `//`");
      int close = text.indexOf("*/", at + 2);
      at = close < 0 ? text.length() : close + 2;
    } else {
      add(TokenKind.SLASH, 1);
    }
  }

  /// Where the line of `from` ends: at `\n`, `\r` or the end of the text.
  private int lineEnd(int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  private void singleQuote() {
    int lineEnd = lineEnd(at);
    int close = text.indexOf('\'', at + 1);
    boolean closed = close >= 0 && close < lineEnd;
    int end = closed ? close + 1 : at + 1;
    report("single-quotes", end, "a string stands in double quotes", "write `\"…\"`");
    add(closed ? TokenKind.STRING : TokenKind.ERROR, end - at);
  }

  private void hash() {
    report("hash", at + 1, "`#` means nothing here", "a comment begins with `//`");
    at = lineEnd(at);
  }

  private void unknown() {
    int codePoint = text.codePointAt(at);
    int length = Character.charCount(codePoint);
    report(
        "unexpected-character",
        at + length,
        "unexpected character " + shown(codePoint),
        codePoint == BYTE_ORDER_MARK ? "save the file without a byte order mark" : "remove it");
    add(TokenKind.ERROR, length);
  }

  /// By its number where it cannot be seen.
  private static String shown(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.FORMAT
        ? String.format("U+%04X", codePoint)
        : "`" + Character.toString(codePoint) + "`";
  }

  private void report(String code, int end, String message, String help) {
    reports.add(code, Span.of(at, end), message, help);
  }
}
