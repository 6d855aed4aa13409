package dev.remit.cli.backup;

import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cli.log.Anchors;
import dev.remit.cli.log.KeyFiles;
import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
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
        RestoreReport report = Restore.into(backup.disk(), folder.disk(), heads);
        Files.deleteIfExists(place);
        folder.moveTo(place);
        print(report);
        printKeys(place);
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

  private void printKeys(Path place) throws IOException {
    BundleStore bundles = new BundleStore(FolderDisk.open(place), Clock.systemUTC());
    for (KeptBundle kept : bundles.list()) {
      if (encrypts(bundles.find(kept.digest()))) {
        terminal
            .out()
            .println(
                "keys      none, for a backup has none; bring `keys/` back from where it is"
                    + " kept, or encrypted fields cannot be read");
        return;
      }
    }
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

  private void print(RestoreReport report) {
    Manifest manifest = report.manifest();
    Head head = manifest.head();
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "restored  %,d files, %,d bytes, as of %s%n",
            manifest.files().size(),
            manifest.bytes(),
            manifest.time());
    terminal.out().println("head      " + (head == null ? "none, the log is empty" : head));
    if (report.rollupsLeftOut() > 0) {
      terminal
          .out()
          .println(
              "rollups   left out, because some did not match their records; they are made anew"
                  + " when the log is opened");
    }
  }
}
