package dev.remit.cedar.json;

/// Text of the input as messages show it: in one line, and not all of a long one.
final class Shown {
  private static final int LENGTH_MAX = 60;

  private Shown() {}

  static String of(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .limit(LENGTH_MAX)
        .map(codePoint -> Character.isISOControl(codePoint) ? ' ' : codePoint)
        .forEach(out::appendCodePoint);
    return text.codePointCount(0, text.length()) > LENGTH_MAX ? out + "…" : out.toString();
  }
}
