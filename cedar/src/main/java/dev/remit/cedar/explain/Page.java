package dev.remit.cedar.explain;

import dev.remit.cedar.value.Excerpt;
import java.util.List;

/// Lines of a bounded width.
final class Page {
  private static final int WIDTH_MIN = 40;
  private static final int LEFT_LINES_MAX = 5;
  private static final String INDENT = "  ";

  private final StringBuilder out = new StringBuilder();
  private final int width;

  Page(int width) {
    this.width = Math.max(width, WIDTH_MIN);
  }

  String text() {
    return out.toString();
  }

  /// Where results stand beside what they are of.
  int resultColumn() {
    return width * 3 / 5;
  }

  void blank() {
    out.append('\n');
  }

  /// One line, cut where it is too long.
  void line(int indent, String text) {
    String line = INDENT.repeat(indent) + Printable.line(text);
    out.append(Excerpt.cut(line, width - 1)).append('\n');
  }

  /// `left`, and `right` from `column` on: what is long is broken on the left, and cut on the
  /// right.
  void columns(int indent, String left, String right, int column) {
    String start = INDENT.repeat(indent);
    List<String> lines = Lines.wrap(Printable.line(left), column - 2 - start.length(), 4);
    int last = Math.min(lines.size(), LEFT_LINES_MAX) - 1;
    for (int i = 0; i < last; i++) {
      out.append(start).append(lines.get(i)).append('\n');
    }
    String end = start + lines.get(last) + (last < lines.size() - 1 ? "…" : "");
    out.append(end);
    if (!right.isEmpty()) {
      out.repeat(' ', Math.max(1, column - Lines.width(end)));
      out.append(Excerpt.cut(Printable.line(right), width - column - 1));
    }
    out.append('\n');
  }

  /// `text` broken between words, all of it indented and what follows the first line further.
  void paragraph(int indent, String text) {
    String start = INDENT.repeat(indent);
    for (String line : Lines.wrap(Printable.line(text), width - start.length(), 2)) {
      out.append(start).append(line).append('\n');
    }
  }
}
