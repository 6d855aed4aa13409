package dev.remit.cedar.diagnostic;

/// A line of a text, or the part of it around a span, and a mark below the span. Control characters
/// are shown as blanks, so that a text cannot steer the terminal it is shown on.
record MarkedLine(String line, int before, int width) {
  /// What is shown of a line: two lines of a terminal, so that a text without line ends does not
  /// fill the screen with each of its mistakes.
  static final int LENGTH_MAX = 160;

  /// What is shown before the span in a line that is longer.
  private static final int BEFORE_MAX = 60;

  private static final String CUT = "…";

  static MarkedLine of(String text, Span span) {
    int at = Math.min(span.start(), text.length());
    int start = text.lastIndexOf('\n', at - 1) + 1;
    int end = text.indexOf('\n', at);
    end = end < 0 ? text.length() : end;
    int from = start;
    int to = end;
    if (end - start > LENGTH_MAX) {
      from = whole(text, Math.clamp((long) at - BEFORE_MAX, start, end - LENGTH_MAX));
      to = whole(text, Math.min(from + LENGTH_MAX, end));
    }
    String head = from > start ? CUT : "";
    String tail = to < end ? CUT : "";
    int marked = Math.clamp(span.end(), at, Math.max(at, to));
    return new MarkedLine(
        head + plain(text.substring(from, to)) + tail,
        head.length() + text.codePointCount(from, at),
        Math.max(1, text.codePointCount(at, marked)));
  }

  /// The offset, or the one after it where it would part the halves of a character.
  private static int whole(String text, int offset) {
    boolean parts =
        offset > 0 && offset < text.length() && Character.isLowSurrogate(text.charAt(offset));
    return parts && Character.isHighSurrogate(text.charAt(offset - 1)) ? offset + 1 : offset;
  }

  private static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.chars().forEach(c -> plain.append(Character.isISOControl(c) ? ' ' : (char) c));
    return plain.toString().stripTrailing();
  }

  String print(String indent) {
    StringBuilder out = new StringBuilder(indent).append(line).append('\n');
    return out.append(indent).repeat(' ', before).repeat('^', width).toString();
  }
}
