package dev.remit.cli.log;

import dev.remit.cedar.value.EntityUid;
import dev.remit.cli.terminal.Terminal;
import dev.remit.cli.terminal.TextTable;
import dev.remit.cli.terminal.TextTable.Cell;
import dev.remit.cli.terminal.TextTable.Head;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// Records as people read them: a line for each.
final class RecordTable implements RecordPrinter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String ABSENT = "-";

  private final Terminal terminal;
  private final TextTable table;

  RecordTable(Terminal terminal) {
    this.terminal = terminal;
    this.table =
        new TextTable(
            terminal,
            List.of(
                new Head("time (UTC)", false),
                new Head("outcome", false),
                new Head("principal", false),
                new Head("action", false),
                new Head("resource", false),
                new Head("reason", false),
                new Head("id", false)));
  }

  @Override
  public void print(Row row) {
    table.add(
        List.of(
            new Cell(TIME.format(Instant.ofEpochMilli(row.whole(Column.TIME))), terminal::dim),
            outcome(row.text(Column.OUTCOME)),
            Cell.of(uid(row, Column.PRINCIPAL_TYPE, Column.PRINCIPAL_ID)),
            Cell.of(action(row)),
            Cell.of(firstAndMore(row.list(Column.RESOURCES))),
            Cell.of(reason(row)),
            new Cell(row.uuid(Column.ID).toString(), terminal::dim)));
  }

  private Cell outcome(String outcome) {
    return new Cell(outcome, outcome.equals("permit") ? terminal::green : terminal::red);
  }

  private static String uid(Row row, Column type, Column id) {
    return EntityUid.of(row.text(type), row.text(id)).toString();
  }

  /// Nearly all actions are of the type `Action`, which then says nothing.
  private static String action(Row row) {
    return row.text(Column.ACTION_TYPE).equals("Action")
        ? row.text(Column.ACTION_ID)
        : uid(row, Column.ACTION_TYPE, Column.ACTION_ID);
  }

  private static String firstAndMore(List<String> texts) {
    return switch (texts.size()) {
      case 0 -> ABSENT;
      case 1 -> texts.getFirst();
      default -> texts.getFirst() + " +" + (texts.size() - 1);
    };
  }

  private static String reason(Row row) {
    List<String> policies = row.list(Column.POLICIES);
    return row.text(Column.REASON) + (policies.isEmpty() ? "" : " by " + firstAndMore(policies));
  }

  @Override
  public void flush() {
    table.flush();
    terminal.out().flush();
  }
}
