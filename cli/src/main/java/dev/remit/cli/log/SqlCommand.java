package dev.remit.cli.log;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Inputs;
import dev.remit.cli.terminal.Terminal;
import dev.remit.store.query.LogTable;
import dev.remit.store.query.QueryFault;
import dev.remit.store.query.ResultRows;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `remit log sql`: any question.
@Command(
    name = "sql",
    customSynopsis = "remit log sql QUERY [--data DIR] [--json | --csv]",
    description = "Asks the tables `decisions` and `rollups` a question in SQL.",
    footer = {
      "",
      "The SQL is DuckDB's; only the log can be read, and nothing changed. Name `received_date` in"
          + " WHERE where you can: the files of other days are not opened.",
      "",
      "Columns of `decisions`, by what they are:",
      "  text         id tenant kind source event_id point outcome reason refused_code"
          + " refused_text",
      "               principal_type principal_id action_type action_id resource_type resource_id",
      "               resource_owner resource_classification originating_user agent task",
      "               originating_user_status agent_status task_status tools_status",
      "               run_position_status attempt_key bundle entities_store engine origin",
      "               delegation_chain_status purpose purpose_status prompt_digest",
      "               prompt_digest_status trace_id trace_id_status observed_code session",
      "               client_address user_agent authority_change",
      "  VARCHAR[]    policies obligations resources tools delegation_chain",
      "  JSON         reasons errors credential context overlay raw",
      "  TIMESTAMPTZ  time received evaluated_at",
      "  DATE         received_date",
      "  BIGINT       sequence checksum run_position visible_status latency_nanos"
          + " entities_sequence",
      "  BOOLEAN      duplicate",
      "",
      "Columns of `rollups`, counts of all decisions by hour, to be added up (`sum`). They are far"
          + " fewer, and stay when retention removes records:",
      "  text         tenant kind point principal_type principal_id action_type action_id",
      "               resource_type outcome reason",
      "  TIMESTAMPTZ  hour",
      "  DATE         received_date",
      "  BIGINT       count duplicates timed latency_nanos",
      "",
      "Exit code: 0, or 1 if the log cannot be read or the query is at fault.",
      "",
      "Examples:",
      "  remit log sql \"SELECT reason, count(*) FROM decisions GROUP BY ALL ORDER BY 2 DESC\"",
      "  remit log sql \"SELECT principal_id, avg((outcome = 'deny')::INT) AS denied FROM decisions"
          + " WHERE received_date >= today() - 7 GROUP BY ALL\" --csv",
      "  remit log sql \"SELECT hour, principal_id, sum(count) AS decisions, sum(count) FILTER"
          + " (outcome = 'deny') AS denied FROM rollups GROUP BY ALL ORDER BY denied DESC\"",
      "  remit log sql \"SELECT raw ->> 'tool' AS tool, count(*) FROM decisions GROUP BY ALL\"",
      "  remit log sql \"SUMMARIZE decisions\"",
      "  remit log sql - < question.sql"
    })
public final class SqlCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "QUERY", description = "One `SELECT`; `-` reads it from standard input.")
  private String query = "";

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--json", description = "Print JSON lines.")
  private boolean json;

  @Option(names = "--csv", description = "Print comma-separated values, with a head.")
  private boolean csv;

  public SqlCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    if (json && csv) {
      throw new Fault("--json, --csv: both are given; leave one out");
    }
    Source sql = query.equals("-") ? new Inputs(terminal).read("-") : new Source("sql", query);
    try (LogTable table = data.openTable();
        ResultRows rows = table.query(sql)) {
      ResultPrinter printer = printer(rows);
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        printer.print(row);
      }
      printer.end();
      return ExitCode.OK;
    } catch (QueryFault e) {
      throw new Fault(e.text());
    }
  }

  private ResultPrinter printer(ResultRows rows) {
    if (json) {
      return new ResultPrinter.Lines(terminal, rows.columns());
    }
    if (csv) {
      return new ResultPrinter.Csv(terminal, rows.columns());
    }
    return rows.isPlan()
        ? new ResultPrinter.Plan(terminal)
        : new ResultPrinter.Text(terminal, rows.columns());
  }
}
