package dev.remit.store.backup;

import dev.remit.store.data.TenantFolders;
import dev.remit.store.data.TenantId;
import dev.remit.store.disk.Disk;
import dev.remit.store.disk.ReadableFile;
import dev.remit.store.disk.Subfolder;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.Hash;
import dev.remit.store.log.Head;
import dev.remit.store.log.LogSnapshot;
import dev.remit.store.row.Leaf;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Copies a data folder beside the process that writes it: sealed parts, segments up to their last
/// whole group, tombstones, rollups, and of every tenant the bundles, the entity history and which
/// bundle is in force; the callers by the hashes of their keys; and how far imports came, with what
/// they set aside. Keys of encrypted fields are left out (ADR 0010).
///
/// What is copied fits together although the process goes on: whatever a record refers to was kept
/// before it, so the log comes first, but after how far imports came, which never says more than
/// the log does; and the entities are those of a time at which the bundle in force did not change,
/// because a bundle and entities that were never there together may have one in common.
///
/// Files are kept as `objects/SHA256`, and the manifest, which is written last, names them; so a
/// backup that is cut short leaves the one before as it was. Another one to the same place copies
/// only what is new and deletes nothing. Used by one thread; one backup at a time goes to a place,
/// which is the caller's to settle.
public final class Backup {
  static final String OBJECTS = "objects";

  private static final String LOG = "log";
  private static final String TOMBSTONES = LOG + "/tombstones";

  /// Replaced as a whole by whoever changes them.
  static final String CALLERS = "access/callers.json";

  private static final String IN_FORCE = "service/active-bundle.json";
  private static final int REPLACED_BYTES_MAX = 64 << 20;

  /// Replaced as a whole by each import.
  private static final String IMPORTS = "imports";

  private static final int IMPORTS_BYTES_MAX = 1 << 30;
  private static final String ASIDE = "imports-aside";

  /// What was copied by one is not copied again by the next, so that each is shorter.
  private static final int ATTEMPTS_MAX = 100;

  private static final Pattern BUNDLE = Pattern.compile("bundles/[0-9a-f]{64}\\.zip");
  private static final Pattern ENTITIES = Pattern.compile("entities/[0-9]{19}\\.segment");

  private final Disk data;
  private final Disk target;
  private final InstantSource clock;
  private final Consumer<Manifest.Entry> watcher;
  private final Map<String, Manifest.Entry> known = new HashMap<>();
  private long copiedFiles;
  private long copiedBytes;

  public Backup(Disk data, Disk target, InstantSource clock) {
    this(data, target, clock, _ -> {});
  }

  /// `watcher` is told of each file that the place holds, once it does.
  public Backup(Disk data, Disk target, InstantSource clock, Consumer<Manifest.Entry> watcher) {
    this.data = data;
    this.target = target;
    this.clock = clock;
    this.watcher = watcher;
  }

  /// Returns once the backup survives a loss of power. What was kept before this was called is in
  /// it.
  ///
  /// Throws [UnusableBackup] where the place holds something else, and [DamagedLog] where the log
  /// has no whole end.
  public BackupReport run() throws IOException, DamagedLog, UnusableBackup {
    Manifest before = before();
    target.createFolder(OBJECTS);
    target.forceFolder(Disk.ROOT);
    Manifest manifest = copy();
    if (before != null) {
      requireGoesOn(before.head(), manifest.head());
    }
    target.forceFolder(OBJECTS);
    Copying.write(target, Manifest.NAME, manifest.write());
    target.forceFolder(Disk.ROOT);
    return new BackupReport(manifest, copiedFiles, copiedBytes);
  }

  private @Nullable Manifest before() throws IOException, UnusableBackup {
    List<String> files = target.list(Disk.ROOT);
    if (files.contains(Manifest.NAME)) {
      Manifest manifest = Manifest.read(target.readAll(Manifest.NAME, Manifest.BYTES_MAX));
      manifest.files().forEach(entry -> known.put(entry.name(), entry));
      return manifest;
    }
    Set<String> ours = Set.of("lock", "format", Manifest.NAME + Copying.TEMPORARY);
    if (!ours.containsAll(files) || !Set.of(OBJECTS).containsAll(target.folders(Disk.ROOT))) {
      throw new UnusableBackup(
          "it holds other files; name an empty folder, or that of an earlier backup");
    }
    return null;
  }

  private static void requireGoesOn(@Nullable Head before, @Nullable Head now)
      throws UnusableBackup {
    if (before == null) {
      return;
    }
    if (now == null || !now.log().equals(before.log())) {
      throw new UnusableBackup("it holds a backup of another log; name another folder");
    }
    if (now.records() < before.records()) {
      throw new UnusableBackup(
          "the backup in it has "
              + before.records()
              + " records and the log only "
              + now.records()
              + "; find out why, or name another folder");
    }
  }

  /// Tries again where files were sealed or removed while they were copied, or another bundle was
  /// put in force.
  private Manifest copy() throws IOException, DamagedLog, UnusableBackup {
    for (int attempt = 1; ; attempt++) {
      try {
        List<String> removed = tombstones();
        Optional<Manifest> manifest = copyOnce();
        // Else retention may have removed bundles of records that were copied.
        if (manifest.isPresent() && tombstones().equals(removed)) {
          return manifest.get();
        }
      } catch (NoSuchFileException e) {
        if (attempt == ATTEMPTS_MAX) {
          throw e;
        }
      }
      if (attempt == ATTEMPTS_MAX) {
        throw new IOException(
            "records are removed, or bundles put in force, all the time; try again after that");
      }
    }
  }

  private List<String> tombstones() throws IOException {
    return data.folders(Disk.ROOT).contains(LOG) && data.folders(LOG).contains(TOMBSTONES)
        ? data.list(TOMBSTONES)
        : List.of();
  }

  /// The log first: what its records refer to was kept before them. Empty where another bundle was
  /// put in force meanwhile.
  private Optional<Manifest> copyOnce() throws IOException, DamagedLog, UnusableBackup {
    List<Manifest.Entry> entries = new ArrayList<>();
    Optional<byte[]> imports = content(IMPORTS, IMPORTS_BYTES_MAX);
    Head head = null;
    if (data.folders(Disk.ROOT).contains(LOG)) {
      LogSnapshot snapshot = LogSnapshot.of(new Subfolder(data, LOG));
      head = snapshot.head();
      for (LogSnapshot.FilePart file : snapshot.files()) {
        entries.add(copy(LOG + "/" + file.name(), file.size(), file.sealed()));
      }
    }
    for (TenantId tenant : TenantFolders.list(data)) {
      String choice = TenantFolders.name(tenant, IN_FORCE);
      Optional<byte[]> inForce = content(choice);
      for (String name : list(tenant, "bundles", BUNDLE)) {
        entries.add(copy(name, size(name), true));
      }
      for (String name : list(tenant, "entities", ENTITIES)) {
        entries.add(copy(name, size(name), false));
      }
      if (!isEqual(inForce, content(choice))) {
        return Optional.empty();
      }
      if (inForce.isPresent()) {
        entries.add(write(choice, inForce.get()));
      }
    }
    if (imports.isPresent()) {
      entries.add(write(IMPORTS, imports.get()));
      addAside(entries);
    }
    Optional<byte[]> callers = content(CALLERS);
    if (callers.isPresent()) {
      entries.add(write(CALLERS, callers.get()));
    }
    entries.sort(Comparator.comparing(Manifest.Entry::name));
    return Optional.of(new Manifest(clock.instant().truncatedTo(ChronoUnit.MILLIS), head, entries));
  }

  /// At least what `imports` says was set aside: that was on the disk before it.
  private void addAside(List<Manifest.Entry> entries) throws IOException, UnusableBackup {
    if (data.folders(Disk.ROOT).contains(ASIDE)) {
      for (String name : data.list(ASIDE)) {
        entries.add(copy(name, size(name), false));
      }
    }
  }

  private static boolean isEqual(Optional<byte[]> one, Optional<byte[]> other) {
    return one.isPresent() == other.isPresent()
        && (one.isEmpty() || Arrays.equals(one.get(), other.get()));
  }

  private Optional<byte[]> content(String name) throws IOException {
    return content(name, REPLACED_BYTES_MAX);
  }

  private Optional<byte[]> content(String name, int bytesMax) throws IOException {
    try {
      return Optional.of(data.readAll(name, bytesMax));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private Manifest.Entry write(String name, byte[] content) throws IOException {
    Hash hash = Hash.of(Leaf.sha256().digest(content));
    Manifest.Entry entry = new Manifest.Entry(name, content.length, hash);
    if (!isHeld(entry)) {
      Copying.write(target, object(entry), content);
      copiedFiles++;
      copiedBytes += content.length;
    }
    watcher.accept(entry);
    return entry;
  }

  private List<String> list(TenantId tenant, String folder, Pattern names) throws IOException {
    Disk own = TenantFolders.of(data, tenant);
    return own.folders(Disk.ROOT).contains(folder)
        ? own.list(folder).stream()
            .filter(name -> names.matcher(name).matches())
            .map(name -> TenantFolders.name(tenant, name))
            .toList()
        : List.of();
  }

  private long size(String name) throws IOException {
    try (ReadableFile file = data.openRead(name)) {
      return file.size();
    }
  }

  /// The entry of a file that the backup then holds. One that is sealed and was in the last backup
  /// is not read again.
  private Manifest.Entry copy(String name, long size, boolean sealed)
      throws IOException, UnusableBackup {
    Manifest.Entry earlier = known.get(name);
    if (sealed && earlier != null && earlier.size() == size && isHeld(earlier)) {
      watcher.accept(earlier);
      return earlier;
    }
    Manifest.Entry entry = new Manifest.Entry(name, size, Copying.hash(data, name, size));
    if (!isHeld(entry)) {
      Hash copied = Copying.copy(data, name, size, target, object(entry));
      if (!copied.equals(entry.hash())) {
        throw new UnusableBackup(name + " changed while it was copied; try again");
      }
      copiedFiles++;
      copiedBytes += size;
    }
    known.put(name, entry);
    watcher.accept(entry);
    return entry;
  }

  private boolean isHeld(Manifest.Entry entry) throws IOException {
    try (ReadableFile file = target.openRead(object(entry))) {
      return file.size() == entry.size();
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  static String object(Manifest.Entry entry) {
    return OBJECTS + "/" + entry.hash().hex();
  }
}
