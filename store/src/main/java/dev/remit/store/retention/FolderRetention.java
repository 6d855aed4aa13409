package dev.remit.store.retention;

import dev.remit.pdp.bundle.BundleDigest;
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
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Retention of a data folder: parts of the log that are past a limit, then the bundles that no
/// record refers to any more, and the entity versions before the oldest that one refers to.
///
/// Only for the process that owns the folder, while it neither decides nor keeps bundles: a bundle
/// that is in use and not yet referred to would go. Used by one thread.
public final class FolderRetention {
  private static final String ENTITIES = "entities";

  private final Disk data;
  private final Disk log;
  private final InstantSource clock;
  private final Retention retention;

  /// `data` is the folder, `log` the one in it that holds the log; `key` signs tombstones, if there
  /// is one.
  public FolderRetention(Disk data, Disk log, InstantSource clock, @Nullable SigningKey key) {
    this.data = data;
    this.log = log;
    this.clock = clock;
    this.retention = new Retention(log, clock, key);
  }

  /// What [#apply] would remove.
  public RetentionReport plan(RetentionLimits limits) throws IOException, DamagedLog {
    List<Tombstone> tombstones = retention.plan(limits);
    long first =
        tombstones.isEmpty() ? new LogReader(log).first() : tombstones.getLast().last() + 1;
    References references = References.of(log, first);
    return new RetentionReport(
        tombstones, unreferred(bundles(), references.bundles()), references.oldestEntities());
  }

  /// Removes it. Throws [DamagedLog] or [DamagedHistory] where it cannot be said what records refer
  /// to; what no record needs is then still there, and another run goes on.
  public RetentionReport apply(RetentionLimits limits)
      throws IOException, DamagedLog, DamagedHistory {
    List<Tombstone> tombstones = retention.apply(limits);
    References references = References.of(log, new LogReader(log).first());
    BundleStore bundles = bundles();
    List<KeptBundle> removed = unreferred(bundles, references.bundles());
    if (!removed.isEmpty()) {
      bundles.retainOnly(references.bundles());
    }
    return new RetentionReport(tombstones, removed, removeEntities(references));
  }

  private BundleStore bundles() {
    return new BundleStore(data, clock);
  }

  private static List<KeptBundle> unreferred(BundleStore bundles, Set<BundleDigest> referred)
      throws IOException {
    return bundles.list().stream().filter(kept -> !referred.contains(kept.digest())).toList();
  }

  /// The version before which nothing is needed; 0 where no record refers to any.
  private long removeEntities(References references) throws IOException, DamagedHistory {
    long oldest = references.oldestEntities();
    if (oldest > 0 && hasEntities()) {
      try (EntityHistory history =
          EntityHistory.open(data, ENTITIES, clock, new ReferredByLog(log))) {
        history.removeBefore(Math.min(oldest, history.current().version().sequence()));
      }
    }
    return oldest;
  }

  private boolean hasEntities() throws IOException {
    return data.folders(Disk.ROOT).contains(ENTITIES) && !data.list(ENTITIES).isEmpty();
  }
}
