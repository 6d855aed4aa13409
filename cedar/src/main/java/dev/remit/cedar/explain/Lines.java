package dev.remit.cedar.explain;

import java.util.ArrayList;
import java.util.List;

/// Text broken into lines; widths count code points.
final class Lines {
  private Lines() {}

  static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  /// Lines of at most `width`, broken at spaces, and within a word only where it is longer than a
  /// line. Lines after the first begin with `hanging` spaces. At least one line.
  static List<String> wrap(String text, int width, int hanging) {
    int most = Math.max(width, 2 * hanging + 1);
    List<String> lines = new ArrayList<>();
    String rest = text;
    String start = "";
    while (width(rest) > most - start.length()) {
      int end = breakBefore(rest, rest.offsetByCodePoints(0, most - start.length()));
      lines.add(start + rest.substring(0, end).stripTrailing());
      rest = rest.substring(end).stripLeading();
      start = " ".repeat(hanging);
    }
    lines.add(start + rest);
    return lines;
  }

  private static int breakBefore(String text, int limit) {
    int space = text.lastIndexOf(' ', limit);
    return space > 0 ? space : limit;
  }
}
