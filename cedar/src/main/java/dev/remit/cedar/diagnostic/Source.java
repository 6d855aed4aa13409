package dev.remit.cedar.diagnostic;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A named text, with the positions that people use to talk about it.
///
/// `name` is what errors print: a path as the user gave it, or `<stdin>`.
public final class Source {
  private static final int BLOCK_LENGTH = 1024;

  private final String name;
  private final String text;

  // The position that each block of the text begins at. Made at most a few times by racing threads,
  // each time the same; immutable, so safe to publish.
  private @Nullable List<Position> marks;

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

  /// Line and column of an offset, both from 1. Columns count code points; a tab is one column. The
  /// first question costs one pass over the text, every other one the same small time.
  public Position position(int offset) {
    int end = Math.clamp(offset, 0, text.length());
    int block = end / BLOCK_LENGTH;
    return advance(marks().get(block), block * BLOCK_LENGTH, end);
  }

  private List<Position> marks() {
    List<Position> made = marks;
    if (made == null) {
      List<Position> positions = new ArrayList<>();
      Position at = new Position(1, 1);
      positions.add(at);
      for (int end = BLOCK_LENGTH; end <= text.length(); end += BLOCK_LENGTH) {
        at = advance(at, end - BLOCK_LENGTH, end);
        positions.add(at);
      }
      made = List.copyOf(positions);
      marks = made;
    }
    return made;
  }

  /// The position of `end`, if `from` is that of `start`.
  private Position advance(Position from, int start, int end) {
    int line = from.line;
    int column = from.column;
    for (int i = start; i < end; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        column = 1;
      } else if (!isSecondHalf(i)) {
        column++;
      }
    }
    return new Position(line, column);
  }

  /// Whether the code point of `index` began one before.
  private boolean isSecondHalf(int index) {
    return Character.isLowSurrogate(text.charAt(index))
        && index > 0
        && Character.isHighSurrogate(text.charAt(index - 1));
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
