package dev.remit.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/// Rows of any number under a head, printed as they come. The first rows settle how wide columns
/// are; a later cell that is wider shifts its own line only. For one thread.
public final class TextTable {
  /// Rows that are waited for before the first line.
  private static final int SETTLING_ROWS = 200;

  private static final String GAP = "  ";

  private final Terminal terminal;
  private final String indent;
  private final List<Head> head;
  private final List<List<Cell>> waiting = new ArrayList<>();
  private final int[] widths;
  private boolean settled;

  /// The name of a column and to which side its cells are put.
  public record Head(String name, boolean right) {
    public Head {
      Objects.requireNonNull(name, "name");
    }
  }

  /// A text and how it is styled, which takes no room.
  public record Cell(String text, UnaryOperator<String> style) {
    public Cell {
      Objects.requireNonNull(style, "style");
      text = printable(text);
    }

    public static Cell of(String text) {
      return new Cell(text, UnaryOperator.identity());
    }

    private int width() {
      return text.codePointCount(0, text.length());
    }
  }

  public TextTable(Terminal terminal, List<Head> head) {
    this(terminal, "", head);
  }

  /// With `indent` before every line.
  public TextTable(Terminal terminal, String indent, List<Head> head) {
    this.terminal = terminal;
    this.indent = indent;
    this.head = List.copyOf(head);
    this.widths = new int[head.size()];
  }

  public void add(List<Cell> row) {
    if (row.size() != head.size()) {
      throw new IllegalArgumentException(row.size() + " cells");
    }
    if (settled) {
      print(row);
      return;
    }
    waiting.add(row);
    if (waiting.size() == SETTLING_ROWS) {
      flush();
    }
  }

  /// Prints all that was added, with the head if it was not printed yet.
  public void flush() {
    if (!settled) {
      settled = true;
      List<Cell> names =
          head.stream().map(column -> new Cell(column.name(), terminal::bold)).toList();
      widen(names);
      waiting.forEach(this::widen);
      print(names);
      waiting.forEach(this::print);
      waiting.clear();
    }
  }

  private void widen(List<Cell> row) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], row.get(i).width());
    }
  }

  private void print(List<Cell> row) {
    StringBuilder line = new StringBuilder(indent);
    for (int i = 0; i < widths.length; i++) {
      Cell cell = row.get(i);
      int padding = Math.max(0, widths[i] - cell.width());
      line.append(i == 0 ? "" : GAP);
      if (head.get(i).right()) {
        line.repeat(' ', padding).append(cell.style().apply(cell.text()));
      } else {
        line.append(cell.style().apply(cell.text()))
            .repeat(' ', i < widths.length - 1 ? padding : 0);
      }
    }
    terminal.out().println(line.toString().stripTrailing());
  }

  /// Without what a terminal would obey or print as nothing; a line end is a space.
  private static String printable(String text) {
    if (text.codePoints().noneMatch(TextTable::isObeyed)) {
      return text;
    }
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints().map(c -> isObeyed(c) ? ' ' : c).forEach(printable::appendCodePoint);
    return printable.toString();
  }

  private static boolean isObeyed(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
