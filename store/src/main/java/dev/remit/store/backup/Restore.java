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
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Brings a backup back as a data folder, checked to the last byte. Used by one thread.
public final class Restore {
  private static final String PARTS = "log/parts/";
  private static final String ROLLUPS = "log/rollups/";
  private static final int FINDINGS_SHOWN = 5;

  /// Those that a log has also while nothing is in them.
  private static final List<String> LOG_FOLDERS = List.of("log/cut", "log/parts", "log/segments");

  private final Disk backup;
  private final Disk target;

  private Restore(Disk backup, Disk target) {
    this.backup = backup;
    this.target = target;
  }

  /// Writes the data folder to `target`, which is empty. Returns once every file has its size and
  /// hash and is on the disk, and the log leads to the manifest's head and over `anchors`. Rollups
  /// are left out where they count the records of their parts otherwise than those are.
  ///
  /// Throws [UnusableBackup] where anything is otherwise; what was written until then is no data
  /// folder to go on with.
  public static RestoreReport into(Disk backup, Disk target, List<Head> anchors)
      throws IOException, UnusableBackup {
    return new Restore(backup, target).run(anchors);
  }

  private RestoreReport run(List<Head> anchors) throws IOException, UnusableBackup {
    if (!target.list(Disk.ROOT).isEmpty() || !target.folders(Disk.ROOT).isEmpty()) {
      throw new UnusableBackup("the folder to restore into is not empty; name a new one");
    }
    Manifest manifest = manifest();
    createFolders(manifest);
    for (Manifest.Entry entry : manifest.files()) {
      copy(entry);
    }
    for (String folder : folders(manifest).reversed()) {
      target.forceFolder(folder);
    }
    target.forceFolder(Disk.ROOT);
    return new RestoreReport(manifest, verify(manifest, anchors));
  }

  private Manifest manifest() throws IOException, UnusableBackup {
    try {
      return Manifest.read(backup.readAll(Manifest.NAME, Manifest.BYTES_MAX));
    } catch (NoSuchFileException e) {
      throw new UnusableBackup("it holds no backup; name the folder that `remit backup` wrote");
    }
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
  private int verify(Manifest manifest, List<Head> anchors) throws IOException, UnusableBackup {
    List<Head> heads = new ArrayList<>(anchors);
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
