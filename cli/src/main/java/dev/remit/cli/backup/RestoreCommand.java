package dev.remit.cli.backup;

import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cli.log.Anchors;
import dev.remit.cli.log.KeyFiles;
import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Progress;
import dev.remit.cli.terminal.Terminal;
import dev.remit.pdp.bundle.BundleFiles;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.store.backup.Manifest;
import dev.remit.store.backup.Restore;
import dev.remit.store.backup.RestoreReport;
import dev.remit.store.backup.UnusableBackup;
import dev.remit.store.bundle.BundleLookup;
import dev.remit.store.bundle.BundleStore;
import dev.remit.store.bundle.KeptBundle;
import dev.remit.store.data.DataFault;
import dev.remit.store.data.DataFolder;
import dev.remit.store.data.TenantFolders;
import dev.remit.store.data.TenantId;
import dev.remit.store.disk.Disk;
import dev.remit.store.disk.FolderDisk;
import dev.remit.store.log.Head;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `remit restore`: a data folder from a backup.
@Command(
    name = "restore",
    description = {
      "Makes a data folder of a backup, after checking every file and every record of it.",
      "The folder appears under its name only once all of it is right."
    },
    footer = {
      "",
      "Without `--anchor` a backup that somebody wrote anew as a whole looks whole: give a head"
          + " that was kept elsewhere.",
      "",
      "Callers come back as they were: who was removed since, or whose key was changed, is known"
          + " again by what it had then. Look them through, or leave them out and register anew; the"
          + " next start then tells an administrator's token.",
      "",
      "A backup has no keys: bring the folder `keys/` back from where it is kept, or encrypted"
          + " fields cannot be read.",
      "",
      "Exit code: 0, or 1 if the backup is not as it was written, or the new folder is not empty.",
      "",
      "Examples:",
      "  remit restore --from /mnt/backup/remit --data remit-data",
      "  remit restore --from /mnt/backup/audit --data audit --anchor heads.txt"
    })
public final class RestoreCommand implements Callable<Integer> {
  private static final String UNFINISHED = ".restoring";

  private final Terminal terminal;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "DIR",
      description = "The folder that `remit backup` wrote.")
  private Path from = Path.of("");

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The new data folder; nothing may be in it.")
  private Path data = Path.of("");

  @Option(
      names = "--anchor",
      paramLabel = "HEAD",
      description = "A head as `remit log head` prints it, or a file with some, a line each.")
  private List<String> anchors = List.of();

  @Option(
      names = "--public-key",
      paramLabel = "FILE",
      description = "Refuse anchors that the key of this public one did not sign.")
  private @Nullable Path publicKey;

  @Option(names = "--without-callers", description = "Leave the callers of the service out.")
  private boolean withoutCallers;

  @Option(names = "--json", description = "Print what was restored as JSON.")
  private boolean json;

  public RestoreCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    List<Head> heads = Anchors.read(anchors, KeyFiles.verifying(publicKey));
    Path place = data.toAbsolutePath().normalize();
    Path unfinished = place.resolveSibling(place.getFileName() + UNFINISHED);
    try (DataFolder backup = DataFolder.read(from)) {
      requireFree(place);
      Files.createDirectories(place.resolveSibling(""));
      try (UnfinishedFolder folder = UnfinishedFolder.make(unfinished)) {
        RestoreReport report = Restore.into(backup.disk(), folder.disk(), wish(heads));
        Files.deleteIfExists(place);
        folder.moveTo(place);
        print(report, needsKeys(place));
      }
      return ExitCode.OK;
    } catch (DataFault e) {
      throw new Fault(e.text());
    } catch (UnusableBackup e) {
      throw new Fault(from + ": " + e.text() + left(e));
    } catch (IOException e) {
      throw new Fault(
          data + ": the restore failed (" + e.getMessage() + "); check both disks" + left(e));
    }
  }

  /// What could not be cleared away after a failure.
  private static String left(Throwable failure) {
    return Stream.of(failure.getSuppressed())
        .map(suppressed -> "; " + suppressed.getMessage())
        .collect(Collectors.joining());
  }

  private void requireFree(Path place) throws IOException, Fault {
    if (!Files.exists(place)) {
      return;
    }
    if (Files.isDirectory(place)) {
      try (Stream<Path> files = Files.list(place)) {
        if (files.findAny().isEmpty()) {
          return;
        }
      }
    }
    throw new Fault(data + ": is there already and not empty; name a new folder");
  }

  private Restore.Wish wish(List<Head> heads) {
    Progress progress = new Progress(terminal, "files", 0);
    return new Restore.Wish(heads, !withoutCallers, _ -> progress.step());
  }

  /// Whether a bundle has fields encrypted that cannot be read without the keys.
  private static boolean needsKeys(Path place) throws IOException {
    Disk data = FolderDisk.open(place);
    for (TenantId tenant : TenantFolders.list(data)) {
      if (encrypts(new BundleStore(TenantFolders.of(data, tenant), Clock.systemUTC()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean encrypts(BundleStore bundles) throws IOException {
    for (KeptBundle kept : bundles.list()) {
      if (encrypts(bundles.find(kept.digest()))) {
        return true;
      }
    }
    return false;
  }

  /// One that cannot be read says so when it is needed.
  private static boolean encrypts(BundleLookup bundle) {
    try {
      return bundle instanceof BundleLookup.Found(BundleFiles files)
          && !BundleReader.read(Path.of("bundle"), files).manifest().encrypted().isEmpty();
    } catch (SyntaxException _) {
      return false;
    }
  }

  private void print(RestoreReport report, boolean needsKeys) {
    Manifest manifest = report.manifest();
    Head head = manifest.head();
    if (json) {
      terminal
          .out()
          .println(
              JsonWriter.pretty(
                  Json.object(
                      Member.of("head", Json.string(head == null ? "" : head.toString())),
                      Member.of("time", Json.string(manifest.time().toString())),
                      Member.of("files", Json.integer(manifest.files().size())),
                      Member.of("bytes", Json.integer(manifest.bytes())),
                      Member.of("callers", Json.bool(manifest.hasCallers())),
                      Member.of("rollupsLeftOut", Json.integer(report.rollupsLeftOut())),
                      Member.of("needsKeys", Json.bool(needsKeys)))));
      return;
    }
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "restored  %,d files, %,d bytes, as of %s%n",
            manifest.files().size(),
            manifest.bytes(),
            manifest.time());
    say("head", head == null ? "none, the log is empty" : head.toString());
    if (report.rollupsLeftOut() > 0) {
      say(
          "rollups",
          "left out, because some did not match their records; they are made anew when the log is"
              + " opened");
    }
    if (manifest.hasCallers()) {
      say("callers", "as of then; look through who was removed, or got a new key, since");
    } else if (withoutCallers) {
      say("callers", "none; the next start of the service tells an administrator's token");
    }
    if (needsKeys) {
      say(
          "keys",
          "none, for a backup has none; bring `keys/` back from where it is kept, or encrypted"
              + " fields cannot be read");
    }
  }

  private void say(String what, String text) {
    terminal.out().println(String.format(Locale.ROOT, "%-9s %s", what, text));
  }
}
