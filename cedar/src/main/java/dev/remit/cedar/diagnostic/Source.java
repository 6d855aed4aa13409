package dev.remit.cedar.diagnostic;

import java.util.Objects;

/// A named text, with the positions that people use to talk about it.
///
/// `name` is what errors print: a path as the user gave it, or `<stdin>`.
public final class Source {
  private final String name;
  private final String text;

  public Source(String name, String text) {
    this.name = Objects.requireNonNull(name, "name");
    this.text = Objects.requireNonNull(text, "text");
  }

  public String name() {
    return name;
  }

  public String text() {
    return text;
  }

  /// Line and column of an offset, both from 1. Columns count code points; a tab is one column.
  public Position position(int offset) {
    int end = Math.clamp(offset, 0, text.length());
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < end; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new Position(line, text.codePointCount(lineStart, end) + 1);
  }

  /// The line that holds `offset`, without its line end.
  public String line(int offset) {
    int at = Math.clamp(offset, 0, text.length());
    int start = text.lastIndexOf('\n', at - 1) + 1;
    int end = text.indexOf('\n', at);
    String line = text.substring(start, end < 0 ? text.length() : end);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  /// The text of a span.
  public String text(Span span) {
    return text.substring(span.start(), Math.min(span.end(), text.length()));
  }

  @Override
  public String toString() {
    return name;
  }

  /// A place in a text; both count from 1.
  public record Position(int line, int column) {
    @Override
    public String toString() {
      return line + ":" + column;
    }
  }
}
