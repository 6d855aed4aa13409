package dev.remit.cedar.value;

/// String literals as Cedar writes them. Source: Rust's `str::escape_debug`, which Cedar prints
/// with; every escape here is read back by the parser.
public final class Escapes {
  private Escapes() {}

  /// `value` in double quotes, with control characters, quotes and backslashes escaped.
  public static String quote(String value) {
    return quote(new StringBuilder(value.length() + 2), value).toString();
  }

  /// Appends what [#quote(String)] returns.
  public static StringBuilder quote(StringBuilder out, String value) {
    out.append('"');
    for (int i = 0; i < value.length(); ) {
      int codePoint = value.codePointAt(i);
      appendEscaped(out, codePoint);
      i += Character.charCount(codePoint);
    }
    return out.append('"');
  }

  /// Appends one code point as it stands inside double quotes.
  public static void appendEscaped(StringBuilder out, int codePoint) {
    switch (codePoint) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case 0 -> out.append("\\0");
      default -> {
        if (isPrintable(codePoint)) {
          out.appendCodePoint(codePoint);
        } else {
          out.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
        }
      }
    }
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK ->
          false;
      case Character.SPACE_SEPARATOR -> codePoint == ' ';
      default -> true;
    };
  }
}
