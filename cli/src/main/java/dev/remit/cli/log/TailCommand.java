package dev.remit.cli.log;

import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import dev.remit.store.data.DataFault;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.LogReader;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `remit log tail`: the newest records, and those that come.
@Command(
    name = "tail",
    customSynopsis = "remit log tail [--data DIR] [-n N] [--tenant TENANT] [--follow] [--json]",
    description = "Prints the newest records, the newest last, and with --follow those that come.",
    footer = {
      "",
      "Beside a process that writes the log, records come as soon as they are written. Times are in"
          + " UTC.",
      "",
      "Exit code: 0, or 1 if the log cannot be read. With --follow it goes on until it is stopped.",
      "",
      "Examples:",
      "  remit log tail",
      "  remit log tail -n 100 --json",
      "  remit log tail --follow"
    })
public final class TailCommand implements Callable<Integer> {
  private static final int COUNT_MAX = 100_000;

  private final Terminal terminal;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "10",
      description = "How many of those that are there; ${DEFAULT-VALUE} if not given.")
  private int count;

  @Option(names = "--tenant", paramLabel = "TENANT", description = "Only of this tenant.")
  private @Nullable String tenant;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with those that come.")
  private boolean follow;

  @Option(names = "--json", description = "Print JSON lines, with every column.")
  private boolean json;

  public TailCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  private boolean isWanted(Row row) {
    return tenant == null || tenant.equals(row.text(Column.TENANT));
  }

  @Override
  public Integer call() throws Fault {
    if (count < 0 || count > COUNT_MAX) {
      throw new Fault("-n: `" + count + "` is not from 0 to " + COUNT_MAX);
    }
    try {
      LogReader log = new LogReader(data.read().log());
      LogTail tail = new LogTail(log, RecordPrinter.of(terminal, json), this::isWanted);
      long printed = tail.printNewest(count);
      if (follow) {
        tail.follow(() -> terminal.out().checkError());
      } else if (printed == 0 && count > 0) {
        terminal.err().println("the log holds no record");
      }
      return ExitCode.OK;
    } catch (DataFault e) {
      throw new Fault(e.text());
    } catch (DamagedLog e) {
      throw new Fault(e.text());
    } catch (IOException e) {
      throw new Fault("log: cannot be read (" + e.getMessage() + "); check the data folder");
    }
  }
}
