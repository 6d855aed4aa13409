package dev.remit.cli.backup;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cli.log.DataOption;
import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Progress;
import dev.remit.cli.terminal.Terminal;
import dev.remit.store.backup.Backup;
import dev.remit.store.backup.BackupReport;
import dev.remit.store.backup.UnusableBackup;
import dev.remit.store.data.DataFault;
import dev.remit.store.data.DataFolder;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.Head;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `remit backup`: the data folder in another place.
@Command(
    name = "backup",
    description = {
      "Copies the data folder to another one, beside the process that writes.",
      "Holds every record that was kept before it began, with the bundles and entities that they"
          + " rest on, which bundle is in force, the callers (hashes of their keys), and how far"
          + " imports came. Another backup to the same folder copies only what is new, and deletes"
          + " nothing."
    },
    footer = {
      "",
      "The folder is not a data folder; `remit restore` makes one of it. Keep the head that is"
          + " printed somewhere else, as an anchor.",
      "",
      "Keys of encrypted fields (`keys/`) are not copied, or `remit log forget` could not reach"
          + " them; keep that folder elsewhere, and destroy there too what is forgotten.",
      "",
      "Exit code: 0, or 1 if the backup could not be made; the one before is then as it was.",
      "",
      "Examples:",
      "  remit backup --to /mnt/backup/remit",
      "  remit backup --data audit --to /mnt/backup/audit --json"
    })
public final class BackupCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the backup, new or that of an earlier backup.")
  private Path to = Path.of("");

  @Option(names = "--json", description = "Print what was copied as JSON.")
  private boolean json;

  public BackupCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    DataFolder folder = data.read();
    Path inside = folder.path().toAbsolutePath().normalize();
    if (to.toAbsolutePath().normalize().startsWith(inside)) {
      throw new Fault(to + ": is in the data folder itself; name a folder outside of it");
    }
    try (DataFolder place = DataFolder.own(to)) {
      Progress progress = new Progress(terminal, "files", 0);
      print(new Backup(folder.disk(), place.disk(), Clock.systemUTC(), _ -> progress.step()).run());
      return ExitCode.OK;
    } catch (DataFault e) {
      throw new Fault(e.text());
    } catch (UnusableBackup e) {
      throw new Fault(to + ": " + e.text());
    } catch (DamagedLog e) {
      throw new Fault(folder.path() + ": " + e.text());
    } catch (IOException e) {
      throw new Fault(to + ": the backup failed (" + e.getMessage() + "); check both disks");
    }
  }

  private void print(BackupReport report) {
    Head head = report.manifest().head();
    if (json) {
      terminal
          .out()
          .println(
              JsonWriter.pretty(
                  Json.object(
                      Member.of("head", Json.string(head == null ? "" : head.toString())),
                      Member.of("files", Json.integer(report.manifest().files().size())),
                      Member.of("bytes", Json.integer(report.manifest().bytes())),
                      Member.of("copiedFiles", Json.integer(report.copiedFiles())),
                      Member.of("copiedBytes", Json.integer(report.copiedBytes())))));
      return;
    }
    String form = "%-9s %,d files, %,d bytes%n";
    terminal
        .out()
        .printf(
            Locale.ROOT, form, "holds", report.manifest().files().size(), report.manifest().bytes())
        .printf(Locale.ROOT, form, "copied", report.copiedFiles(), report.copiedBytes());
    terminal.out().println("head      " + (head == null ? "none, the log is empty" : head));
  }
}
