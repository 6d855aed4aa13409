package dev.remit.cli.log;

import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import dev.remit.store.query.DecisionRows;
import dev.remit.store.query.LogTable;
import dev.remit.store.query.QueryFault;
import dev.remit.store.query.Selection;
import dev.remit.store.row.Row;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `remit log query`: records by what they say.
@Command(
    name = "query",
    customSynopsis = "remit log query [--data DIR] [FILTER]... [--limit N] [--json]",
    description = "Lists records that match all filters, newest first.",
    footer = {
      "",
      "Times are in UTC. With --json each record is a line with every column of the table, which"
          + " `remit log sql --help` lists.",
      "",
      "Exit code: 0, also if nothing matches, or 1 if the log cannot be read or a filter is at"
          + " fault.",
      "",
      "Examples:",
      "  remit log query --outcome deny --since 24h",
      "  remit log query --principal 'Agent::\"bookkeeper\"' --since 2026-11-01 --until 2026-11-07",
      "  remit log query --reason no-permit --limit 1000 --json | jq .raw"
    })
public final class QueryCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DataOption data = new DataOption();
  @Mixin private FilterOptions filters = new FilterOptions();

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      defaultValue = "50",
      description = "How many at most; ${DEFAULT-VALUE} if not given.")
  private int limit;

  @Option(names = "--oldest-first", description = "List the oldest first.")
  private boolean oldestFirst;

  @Option(names = "--json", description = "Print JSON lines, with every column.")
  private boolean json;

  public QueryCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    if (limit < 1) {
      throw new Fault("--limit: `" + limit + "` is less than 1; write how many are wanted");
    }
    Selection selection =
        new Selection(
            filters.conditions(Clock.systemUTC().instant()),
            oldestFirst ? Selection.Order.OLDEST_FIRST : Selection.Order.NEWEST_FIRST,
            limit + 1L);
    try (LogTable table = data.openTable();
        DecisionRows rows = table.select(selection)) {
      print(rows);
      return ExitCode.OK;
    } catch (QueryFault e) {
      throw new Fault(e.text());
    }
  }

  private void print(DecisionRows rows) throws QueryFault {
    RecordPrinter printer = RecordPrinter.of(terminal, json);
    long printed = 0;
    for (Row row = rows.next(); row != null; row = rows.next()) {
      if (printed == limit) {
        printer.flush();
        terminal
            .err()
            .println("there are more; `--limit` shows more, filters such as `--since` fewer");
        return;
      }
      printer.print(row);
      printed++;
    }
    if (printed == 0) {
      terminal.err().println("no record matches");
    } else {
      printer.flush();
    }
  }
}
