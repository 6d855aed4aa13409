package dev.remit.cli.log;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cli.terminal.Terminal;
import dev.remit.cli.terminal.TextTable;
import dev.remit.cli.terminal.TextTable.Cell;
import dev.remit.cli.terminal.TextTable.Head;
import dev.remit.store.export.CsvLine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Prints the rows of a result.
sealed interface ResultPrinter {
  void print(@Nullable Object[] row);

  /// After the last row.
  void end();

  /// For people: aligned, and long values cut.
  final class Text implements ResultPrinter {
    private static final int CELL_CHARS_MAX = 80;

    private final Terminal terminal;
    private final List<String> columns;
    private @Nullable TextTable table;
    private boolean cut;

    Text(Terminal terminal, List<String> columns) {
      this.terminal = terminal;
      this.columns = columns;
    }

    @Override
    public void print(@Nullable Object[] row) {
      if (table == null) {
        table = new TextTable(terminal, head(row));
      }
      table.add(Stream.of(row).map(this::cell).toList());
    }

    /// Numbers are to the right, by those of the first row.
    private List<Head> head(@Nullable Object[] first) {
      List<Head> head = new ArrayList<>();
      for (int i = 0; i < first.length; i++) {
        head.add(new Head(columns.get(i), first[i] instanceof Number));
      }
      return head;
    }

    private Cell cell(@Nullable Object value) {
      String text = ResultText.of(value);
      if (text.codePointCount(0, text.length()) <= CELL_CHARS_MAX) {
        return Cell.of(text);
      }
      cut = true;
      return Cell.of(text.substring(0, text.offsetByCodePoints(0, CELL_CHARS_MAX - 1)) + "…");
    }

    @Override
    public void end() {
      if (table == null) {
        table =
            new TextTable(terminal, columns.stream().map(name -> new Head(name, false)).toList());
      }
      table.flush();
      if (cut) {
        terminal.out().flush();
        terminal.err().println("long values are cut; `--json` or `--csv` prints them whole");
      }
    }
  }

  /// A plan, as the engine draws it.
  final class Plan implements ResultPrinter {
    private final Terminal terminal;

    Plan(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public void print(@Nullable Object[] row) {
      terminal.out().print(ResultText.of(row[row.length - 1]));
    }

    @Override
    public void end() {}
  }

  /// A line of JSON for each row.
  final class Lines implements ResultPrinter {
    private final Terminal terminal;
    private final List<String> columns;

    Lines(Terminal terminal, List<String> columns) {
      this.terminal = terminal;
      this.columns = columns;
    }

    @Override
    public void print(@Nullable Object[] row) {
      List<Member> members = new ArrayList<>();
      for (int i = 0; i < row.length; i++) {
        members.add(Member.of(columns.get(i), ResultJson.of(row[i])));
      }
      terminal.out().println(JsonWriter.compact(Json.object(members)));
    }

    @Override
    public void end() {}
  }

  /// Comma-separated, the names of the columns first.
  final class Csv implements ResultPrinter {
    private final Terminal terminal;

    Csv(Terminal terminal, List<String> columns) {
      this.terminal = terminal;
      terminal.out().println(CsvLine.of(columns));
    }

    @Override
    public void print(@Nullable Object[] row) {
      terminal.out().println(CsvLine.of(Stream.of(row).map(ResultText::plain).toList()));
    }

    @Override
    public void end() {}
  }
}
