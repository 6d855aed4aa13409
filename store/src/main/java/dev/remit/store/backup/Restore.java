package dev.remit.store.backup;

import dev.remit.store.disk.Disk;
import dev.remit.store.disk.ReadableFile;
import dev.remit.store.disk.Subfolder;
import dev.remit.store.log.Hash;
import dev.remit.store.log.Head;
import dev.remit.store.log.LogVerifier;
import dev.remit.store.log.Verification;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Brings a backup back as a data folder, checked to the last byte. Used by one thread.
public final class Restore {
  private static final String PARTS = "log/parts/";
  private static final String ROLLUPS = "log/rollups/";
  private static final int FINDINGS_SHOWN = 5;

  /// What owning a folder leaves in it.
  private static final Set<String> OURS = Set.of("format", "lock");

  /// Those that a log has also while nothing is in them.
  private static final List<String> LOG_FOLDERS = List.of("log/cut", "log/parts", "log/segments");

  private final Disk backup;
  private final Disk target;
  private final Wish wish;

  private Restore(Disk backup, Disk target, Wish wish) {
    this.backup = backup;
    this.target = target;
    this.wish = wish;
  }

  /// What is restored, and who is told of it: `withCallers` is whether the callers come back too,
  /// and `watcher` hears of each file that is there again.
  public record Wish(List<Head> anchors, boolean withCallers, Consumer<Manifest.Entry> watcher) {
    public Wish {
      anchors = List.copyOf(anchors);
      Objects.requireNonNull(watcher, "watcher");
    }

    /// Everything.
    public static Wish all(List<Head> anchors) {
      return new Wish(anchors, true, _ -> {});
    }
  }

  /// Writes the data folder to `target`, which is empty. Returns once every file has its size and
  /// hash and is on the disk, and the log leads to the manifest's head and over the anchors.
  /// Rollups are left out where they count the records of their parts otherwise than those are.
  ///
  /// Throws [UnusableBackup] where anything is otherwise; what was written until then is no data
  /// folder to go on with.
  public static RestoreReport into(Disk backup, Disk target, Wish wish)
      throws IOException, UnusableBackup {
    return new Restore(backup, target, wish).run();
  }

  private RestoreReport run() throws IOException, UnusableBackup {
    if (!OURS.containsAll(target.list(Disk.ROOT)) || !target.folders(Disk.ROOT).isEmpty()) {
      throw new UnusableBackup("the folder to restore into is not empty; name a new one");
    }
    Manifest manifest = wished(manifest());
    createFolders(manifest);
    for (Manifest.Entry entry : manifest.files()) {
      copy(entry);
      wish.watcher().accept(entry);
    }
    for (String folder : folders(manifest).reversed()) {
      target.forceFolder(folder);
    }
    target.forceFolder(Disk.ROOT);
    return new RestoreReport(manifest, verify(manifest));
  }

  private Manifest manifest() throws IOException, UnusableBackup {
    try {
      return Manifest.read(backup.readAll(Manifest.NAME, Manifest.BYTES_MAX));
    } catch (NoSuchFileException e) {
      throw new UnusableBackup("it holds no backup; name the folder that `remit backup` wrote");
    }
  }

  /// What of it is to come back.
  private Manifest wished(Manifest whole) {
    return wish.withCallers()
        ? whole
        : new Manifest(
            whole.time(),
            whole.head(),
            whole.files().stream().filter(file -> !file.name().equals(Backup.CALLERS)).toList());
  }

  /// All folders of the files, sorted, so that each comes after the one that it is in.
  private static SortedSet<String> folders(Manifest manifest) {
    SortedSet<String> folders = new TreeSet<>();
    for (Manifest.Entry entry : manifest.files()) {
      String name = entry.name();
      for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
        folders.add(name.substring(0, slash));
      }
    }
    if (folders.contains("log")) {
      folders.addAll(LOG_FOLDERS);
    }
    return folders;
  }

  private void createFolders(Manifest manifest) throws IOException {
    for (String folder : folders(manifest)) {
      target.createFolder(folder);
    }
  }

  private void copy(Manifest.Entry entry) throws IOException, UnusableBackup {
    String object = Backup.object(entry);
    long size = size(object, entry);
    if (size != entry.size()) {
      throw damaged(entry, "it has " + size + " bytes, not " + entry.size());
    }
    Hash copied = Copying.copy(backup, object, size, target, entry.name());
    if (!copied.equals(entry.hash())) {
      throw damaged(entry, "its hash is another");
    }
  }

  private long size(String object, Manifest.Entry entry) throws IOException, UnusableBackup {
    try (ReadableFile file = backup.openRead(object)) {
      return file.size();
    } catch (NoSuchFileException e) {
      throw damaged(entry, "it is missing");
    }
  }

  private static UnusableBackup damaged(Manifest.Entry entry, String what) {
    return new UnusableBackup(
        Backup.object(entry)
            + ": is not `"
            + entry.name()
            + "` as it was copied ("
            + what
            + "); use another backup");
  }

  /// How many rollups were left out.
  private int verify(Manifest manifest) throws IOException, UnusableBackup {
    List<Head> heads = new ArrayList<>(wish.anchors());
    if (manifest.head() != null) {
      heads.add(manifest.head());
    }
    if (heads.isEmpty()) {
      return 0;
    }
    if (!target.folders(Disk.ROOT).contains("log")) {
      throw new UnusableBackup("it holds no log, but an anchor is given; use another backup");
    }
    Verification whole = verified(heads);
    if (whole.isAnchored()) {
      return 0;
    }
    int left = deleteRollupsOfParts(manifest);
    if (left == 0 || !verified(heads).isAnchored()) {
      throw new UnusableBackup("its log does not verify (" + why(whole) + ")");
    }
    return left;
  }

  private Verification verified(List<Head> heads) throws IOException {
    return LogVerifier.verify(new Subfolder(target, "log"), heads);
  }

  /// They are made anew from their parts when the log is opened; those of parts that retention
  /// removed are not, and stay.
  private int deleteRollupsOfParts(Manifest manifest) throws IOException {
    Set<String> names =
        manifest.files().stream().map(Manifest.Entry::name).collect(Collectors.toSet());
    int deleted = 0;
    for (String name : new TreeSet<>(names)) {
      if (name.startsWith(ROLLUPS) && names.contains(PARTS + name.substring(ROLLUPS.length()))) {
        target.delete(name);
        target.forceFolder(name.substring(0, name.lastIndexOf('/')));
        deleted++;
      }
    }
    return deleted;
  }

  private static String why(Verification verification) {
    List<String> findings =
        verification.findings().stream()
            .limit(FINDINGS_SHOWN)
            .map(Verification.Finding::toString)
            .toList();
    return findings.isEmpty() ? "a head matches none of its" : String.join(", ", findings);
  }
}
