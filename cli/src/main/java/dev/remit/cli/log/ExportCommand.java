package dev.remit.cli.log;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Progress;
import dev.remit.cli.terminal.Terminal;
import dev.remit.store.export.OcsfJson;
import dev.remit.store.export.OpaJson;
import dev.remit.store.export.TableJson;
import dev.remit.store.query.DecisionRows;
import dev.remit.store.query.LogTable;
import dev.remit.store.query.QueryFault;
import dev.remit.store.query.Selection;
import dev.remit.store.row.Row;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `remit log export`: records for other programs.
@Command(
    name = "export",
    customSynopsis = "remit log export --format FORMAT [--data DIR] [FILTER]... [--out FILE]",
    description = "Writes records that match all filters as JSON lines, in the order of the log.",
    footer = {
      "",
      "Formats: `json` is the table itself, every column; `ocsf` is OCSF "
          + OcsfJson.VERSION
          + ", class API Activity (6003) with the profile security_control; `opa` is OPA's decision"
          + " log.",
      "",
      "Exit code: 0, or 1 if the log cannot be read or the file not be written.",
      "",
      "Examples:",
      "  remit log export --format ocsf --since 24h --out decisions.ocsf.jsonl",
      "  remit log export --format opa --outcome deny | gzip > denied.jsonl.gz"
    })
public final class ExportCommand implements Callable<Integer> {
  /// Records between two looks at whether somebody still reads them.
  private static final int LOOK_UP_EVERY = 1000;

  private final Terminal terminal;

  /// What lines are written.
  enum Format {
    JSON,
    OCSF,
    OPA;

    Json of(Row row) {
      return switch (this) {
        case JSON -> TableJson.of(row);
        case OCSF -> OcsfJson.of(row);
        case OPA -> OpaJson.of(row);
      };
    }
  }

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "`json`, `ocsf` or `opa`.")
  private Format format = Format.JSON;

  @Mixin private DataOption data = new DataOption();
  @Mixin private FilterOptions filters = new FilterOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write to a new file instead of standard output.")
  private @Nullable Path out;

  public ExportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    Selection selection = Selection.all(filters.conditions(Clock.systemUTC().instant()));
    try (LogTable table = data.openTable();
        DecisionRows rows = table.select(selection)) {
      if (out == null) {
        write(rows, terminal.out());
      } else {
        writeFile(rows, out);
      }
      return ExitCode.OK;
    } catch (QueryFault e) {
      throw new Fault(e.text());
    }
  }

  /// A file that is there is kept: an export is not worth what it may be.
  private void writeFile(DecisionRows rows, Path file) throws Fault, QueryFault {
    try (BufferedWriter writer =
        Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW)) {
      write(rows, writer);
    } catch (FileAlreadyExistsException e) {
      throw new Fault(file + ": is there already; name a new file");
    } catch (IOException e) {
      throw unwritable(file.toString(), e);
    }
  }

  private void write(DecisionRows rows, Writer writer) throws Fault, QueryFault {
    Progress progress = new Progress(terminal, "records", 0);
    long written = 0;
    try {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        writer.write(JsonWriter.compact(format.of(row)));
        writer.write('\n');
        written++;
        progress.step();
        if (written % LOOK_UP_EVERY == 0 && out == null && terminal.out().checkError()) {
          return;
        }
      }
    } catch (IOException e) {
      throw unwritable("output", e);
    }
    if (out != null) {
      terminal.err().println(out + ": " + written + (written == 1 ? " record" : " records"));
    }
  }

  private static Fault unwritable(String where, IOException thrown) {
    return new Fault(where + ": cannot be written (" + thrown + "); check the path and the disk");
  }
}
