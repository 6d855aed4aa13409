package dev.remit.cli.cause;

import dev.remit.cli.log.DataOption;
import dev.remit.cli.log.WindowOptions;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Progress;
import dev.remit.cli.terminal.Terminal;
import dev.remit.insight.cause.History;
import dev.remit.store.query.DecisionRows;
import dev.remit.store.query.LogTable;
import dev.remit.store.query.QueryFault;
import dev.remit.store.query.Selection;
import dev.remit.store.row.Row;
import java.time.Clock;

/// Reads the records of a data folder as a history.
final class Histories {
  private Histories() {}

  static History read(Terminal terminal, DataOption data, WindowOptions window) throws Fault {
    Selection selection =
        new Selection(
            window.conditions(Clock.systemUTC().instant()),
            Selection.Order.OLDEST_FIRST,
            Long.MAX_VALUE);
    History history = new History();
    Progress progress = new Progress(terminal, "records", 0);
    try (LogTable table = data.openTable();
        DecisionRows rows = table.select(selection)) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        history.add(row);
        progress.step();
      }
    } catch (QueryFault e) {
      throw new Fault(e.text());
    }
    if (!history.isWhole()) {
      terminal
          .err()
          .println(
              "there is more than is looked at together; a narrower window (`--since`, `--until`)"
                  + " shows what was left out");
    }
    return history;
  }
}
