package dev.remit.cedar.text;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.policy.Pattern;
import java.util.ArrayList;
import java.util.List;

/// Reads what stands between the quotes of a string literal.
///
/// Source: Rust's escapes in string literals, without line continuation; `\x` stops at `7f` and a
/// carriage return must be escaped. In a pattern `\*` is a literal asterisk and every other
/// asterisk, one written as a Unicode escape too, is a wildcard.
public final class StringLiterals {
  private static final int UNICODE_DIGITS_MAX = 6;

  private final String text;
  private final Reports reports;
  private final boolean pattern;
  private final int end;
  private final StringBuilder out = new StringBuilder();
  private final List<String> literals = new ArrayList<>();
  private int at;

  private StringLiterals(Token token, Reports reports, boolean pattern) {
    this.text = reports.source().text();
    this.reports = reports;
    this.pattern = pattern;
    this.at = token.start() + 1;
    this.end = token.end() - 1;
  }

  /// The string that a `STRING` token stands for; mistakes are reported and left out of it.
  public static String unescape(Token token, Reports reports) {
    StringLiterals literal = new StringLiterals(token, reports, false);
    if (literal.isPlain()) {
      return literal.text.substring(literal.at, literal.end);
    }
    literal.read();
    return literal.out.toString();
  }

  /// The pattern that a `STRING` token stands for behind `like`.
  public static Pattern pattern(Token token, Reports reports) {
    StringLiterals literal = new StringLiterals(token, reports, true);
    literal.read();
    literal.literals.add(literal.out.toString());
    return new Pattern(literal.literals);
  }

  private boolean isPlain() {
    for (int i = at; i < end; i++) {
      char c = text.charAt(i);
      if (c == '\\' || c == '\r' || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  private void read() {
    while (at < end) {
      char c = text.charAt(at);
      if (c == '\\') {
        escape();
      } else if (c == '\r') {
        refuse("carriage-return", 1, "a carriage return cannot stand in a string", "write `\\r`");
      } else if (Character.isSurrogate(c)) {
        surrogate();
      } else {
        append(c);
        at++;
      }
    }
  }

  private void append(int codePoint) {
    if (pattern && codePoint == '*') {
      literals.add(out.toString());
      out.setLength(0);
    } else {
      out.appendCodePoint(codePoint);
    }
  }

  private void surrogate() {
    int codePoint = text.codePointAt(at);
    if (Character.isSupplementaryCodePoint(codePoint)) {
      append(codePoint);
      at += 2;
    } else {
      refuse("lone-surrogate", 1, "half of a surrogate pair cannot stand in a string", "");
    }
  }

  private void escape() {
    char c = text.charAt(at + 1);
    switch (c) {
      case 'n' -> simple('\n');
      case 'r' -> simple('\r');
      case 't' -> simple('\t');
      case '\\', '"', '\'' -> simple(c);
      case '0' -> simple('\0');
      case 'x' -> hexadecimal();
      case 'u' -> unicode();
      case '*' -> asterisk();
      default -> unknownEscape();
    }
  }

  private void simple(char c) {
    append(c);
    at += 2;
  }

  private void asterisk() {
    if (pattern) {
      out.append('*');
      at += 2;
    } else {
      refuseEscape(2, "`\\*` is an escape of patterns only", "write `*`");
    }
  }

  private void unknownEscape() {
    int length = 1 + Character.charCount(text.codePointAt(at + 1));
    if (Character.isWhitespace(text.charAt(at + 1))) {
      refuseEscape(2, "a backslash cannot end a line of a string", "write `\\\\` for a backslash");
    } else {
      String shown = text.substring(at, Math.min(end, at + length));
      refuseEscape(length, "unknown escape `" + shown + "`", "write `\\\\` for a backslash");
    }
  }

  private void hexadecimal() {
    int value = digits(at + 2, Math.min(end, at + 4));
    if (at + 4 > end || value < 0) {
      refuseEscape(2, "`\\x` takes two hexadecimal digits", "");
    } else if (value > 0x7f) {
      refuseEscape(4, "`\\x` stops at `7f`", "write `\\u{" + Integer.toHexString(value) + "}`");
    } else {
      append(value);
      at += 4;
    }
  }

  private void unicode() {
    int from = at + 3;
    int stop = from;
    while (stop < end && isUnicodeDigit(text.charAt(stop))) {
      stop++;
    }
    if (at + 2 >= end || text.charAt(at + 2) != '{') {
      refuseEscape(2, "`\\u` takes hexadecimal digits in braces", "write it as `\\u{1f600}`");
    } else if (stop >= end || text.charAt(stop) != '}') {
      refuseEscape(stop - at, "`\\u{` takes hexadecimal digits and then `}`", "");
    } else {
      unicode(text.substring(from, stop), stop + 1 - at);
    }
  }

  private static boolean isUnicodeDigit(char c) {
    return c == '_' || (c < 0x80 && Character.digit(c, 16) >= 0);
  }

  private void unicode(String digits, int length) {
    int value = digits.startsWith("_") ? -1 : unicodeValue(digits.replace("_", ""));
    if (value < 0) {
      refuseEscape(length, "`\\u` takes one to six hexadecimal digits", "");
    } else if (!Character.isValidCodePoint(value) || isSurrogate(value)) {
      refuseEscape(length, "`\\u{" + digits + "}` is no Unicode character", "");
    } else {
      append(value);
      at += length;
    }
  }

  private static int unicodeValue(String digits) {
    boolean fits = !digits.isEmpty() && digits.length() <= UNICODE_DIGITS_MAX;
    return fits ? digits(digits, 0, digits.length()) : -1;
  }

  private static boolean isSurrogate(int value) {
    return value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
  }

  private int digits(int from, int to) {
    return digits(text, from, to);
  }

  /// The value of hexadecimal digits, negative if any character is none.
  private static int digits(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }

  private void refuseEscape(int length, String message, String help) {
    refuse("invalid-escape", length, message, help);
  }

  private void refuse(String code, int length, String message, String help) {
    int stop = Math.min(end, at + length);
    reports.add(code, Span.of(at, stop), message, help);
    at = stop;
  }
}
