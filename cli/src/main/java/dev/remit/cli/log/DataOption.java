package dev.remit.cli.log;

import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Progress;
import dev.remit.cli.terminal.Terminal;
import dev.remit.store.data.DataFault;
import dev.remit.store.data.DataFolder;
import dev.remit.store.query.DecisionRows;
import dev.remit.store.query.LogTable;
import dev.remit.store.query.QueryFault;
import dev.remit.store.query.Selection;
import dev.remit.store.row.Row;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/// Which data folder is used.
public final class DataOption {
  /// The data folder of every command that is not told another.
  public static final String DEFAULT = "remit-data";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = DEFAULT,
      description = "The data folder; ${DEFAULT-VALUE} if not given.")
  private Path path = Path.of(DEFAULT);

  /// The folder, to be changed while nobody else does.
  public DataFolder own() throws Fault {
    try {
      return DataFolder.own(path);
    } catch (DataFault e) {
      throw new Fault(e.text());
    }
  }

  /// The folder, to be read beside whoever writes it.
  public DataFolder read() throws Fault {
    try {
      return DataFolder.read(path);
    } catch (DataFault e) {
      throw new Fault(e.text());
    }
  }

  /// Its log as a table.
  public LogTable openTable() throws Fault {
    try {
      return LogTable.open(read());
    } catch (DataFault e) {
      throw new Fault(e.text());
    } catch (QueryFault e) {
      throw new Fault(e.text());
    }
  }

  /// Gives the records of a window to `each`, from the oldest decision to the newest.
  public void visit(Terminal terminal, PartOptions part, Consumer<Row> each) throws Fault {
    Selection selection = Selection.oldestFirst(part.conditions(Clock.systemUTC().instant()));
    try (LogTable table = openTable();
        DecisionRows rows = table.select(selection)) {
      Row row = rows.next();
      Progress progress = new Progress(terminal, "records", 0);
      for (; row != null; row = rows.next()) {
        each.accept(row);
        progress.step();
      }
    } catch (QueryFault e) {
      throw new Fault(e.text());
    }
  }
}
