package dev.remit.store.retention;

import dev.remit.store.bundle.BundleStore;
import dev.remit.store.bundle.KeptBundle;
import dev.remit.store.disk.Disk;
import dev.remit.store.entity.DamagedHistory;
import dev.remit.store.entity.EntityHistory;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.LogReader;
import dev.remit.store.log.References;
import dev.remit.store.log.Retention;
import dev.remit.store.log.RetentionLimits;
import dev.remit.store.log.Tombstone;
import dev.remit.store.signature.SigningKey;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Retention of a data folder: parts of the log that are past a limit, then the bundles that no
/// record refers to any more, and the entity versions before the oldest that one refers to.
///
/// Only for the process that owns the folder, which may decide meanwhile if it says on what
/// ([Owner]). Used by one thread.
public final class FolderRetention {
  private static final String ENTITIES = "entities";

  private final Disk data;
  private final Disk log;
  private final InstantSource clock;
  private final Owner owner;
  private final Retention retention;

  /// What a process that decides has open of the folder, and what its decisions rest on; `entities`
  /// is null where it has no history open.
  public record Owner(InUse inUse, BundleStore bundles, @Nullable EntityHistory entities) {
    public Owner {
      Objects.requireNonNull(inUse, "inUse");
      Objects.requireNonNull(bundles, "bundles");
    }
  }

  /// For a process that decides nothing. `data` is the folder, `log` the one in it that holds the
  /// log; `key` signs tombstones, if there is one.
  public FolderRetention(Disk data, Disk log, InstantSource clock, @Nullable SigningKey key) {
    this(
        data,
        log,
        clock,
        key,
        new Owner(new InUse(System::nanoTime), new BundleStore(data, clock), null));
  }

  /// For a process that decides.
  public FolderRetention(
      Disk data, Disk log, InstantSource clock, @Nullable SigningKey key, Owner owner) {
    this.data = data;
    this.log = log;
    this.clock = clock;
    this.owner = Objects.requireNonNull(owner, "owner");
    this.retention = new Retention(log, clock, key);
  }

  /// What [#apply] would remove.
  public RetentionReport plan(RetentionLimits limits) throws IOException, DamagedLog {
    try (InUse.Removal removal = owner.inUse().beginRemoval()) {
      List<Tombstone> tombstones = retention.plan(limits);
      long first =
          tombstones.isEmpty() ? new LogReader(log).first() : tombstones.getLast().last() + 1;
      References references = References.of(log, first);
      List<KeptBundle> unused =
          unreferred(references).stream().filter(kept -> !removal.isInUse(kept.digest())).toList();
      return new RetentionReport(
          tombstones, unused, removal.oldestEntities(references.oldestEntities()));
    }
  }

  /// Removes it. Throws [DamagedLog] or [DamagedHistory] where it cannot be said what records refer
  /// to; what no record needs is then still there, and another run goes on.
  public RetentionReport apply(RetentionLimits limits)
      throws IOException, DamagedLog, DamagedHistory {
    List<Tombstone> tombstones = retention.apply(limits);
    // Before the records are read: what is recorded and let go of while they are is in use.
    try (InUse.Removal removal = owner.inUse().beginRemoval()) {
      long current = owner.entities() == null ? Long.MAX_VALUE : sequence(owner.entities());
      References references = References.of(log, new LogReader(log).first());
      List<KeptBundle> removed = new ArrayList<>();
      for (KeptBundle kept : unreferred(references)) {
        if (removal.removeUnused(kept.digest(), () -> owner.bundles().remove(kept.digest()))) {
          removed.add(kept);
        }
      }
      // Versions that come into use from here on are current ones, which stay.
      long oldest = Math.min(references.oldestEntities(), current);
      long needed = removal.oldestEntities(oldest);
      removeEntities(needed);
      return new RetentionReport(tombstones, removed, needed);
    }
  }

  private List<KeptBundle> unreferred(References references) throws IOException {
    return owner.bundles().list().stream()
        .filter(kept -> !references.bundles().contains(kept.digest()))
        .toList();
  }

  private static long sequence(EntityHistory history) {
    return history.current().version().sequence();
  }

  /// `needed` is the version before which nothing is; 0 where that cannot be said.
  private void removeEntities(long needed) throws IOException, DamagedHistory {
    if (needed <= 0) {
      return;
    }
    EntityHistory open = owner.entities();
    if (open != null) {
      open.removeBefore(needed);
    } else if (hasEntities()) {
      try (EntityHistory history =
          EntityHistory.open(data, ENTITIES, clock, new ReferredByLog(log))) {
        history.removeBefore(Math.min(needed, sequence(history)));
      }
    }
  }

  private boolean hasEntities() throws IOException {
    return data.folders(Disk.ROOT).contains(ENTITIES) && !data.list(ENTITIES).isEmpty();
  }
}
