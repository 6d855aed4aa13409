package dev.remit.cli.run;

import java.util.ArrayList;
import java.util.List;

/// Rows under a head, the first column to the left and the others to the right.
final class Table {
  private static final String INDENT = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  Table(String... head) {
    rows.add(List.of(head));
  }

  void add(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException(cells.length + " cells");
    }
    rows.add(List.of(cells));
  }

  /// The lines, head first, without spaces at their ends.
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        append(line, row.get(column), width(column), column == 0);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static void append(StringBuilder line, String cell, int width, boolean left) {
    int padding = width - cell.codePointCount(0, cell.length());
    line.append(INDENT);
    if (left) {
      line.append(cell).repeat(' ', padding);
    } else {
      line.repeat(' ', padding).append(cell);
    }
  }

  private int width(int column) {
    return rows.stream()
        .map(row -> row.get(column))
        .mapToInt(cell -> cell.codePointCount(0, cell.length()))
        .max()
        .orElse(0);
  }
}
