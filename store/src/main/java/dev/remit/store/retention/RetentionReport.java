package dev.remit.store.retention;

import dev.remit.store.bundle.KeptBundle;
import dev.remit.store.log.Tombstone;
import java.util.List;

/// What retention removed, or would remove: records by their tombstones, bundles, and the entity
/// versions before `entitiesFrom` that no later one needs (0 where there is no entity history).
public record RetentionReport(
    List<Tombstone> tombstones, List<KeptBundle> bundles, long entitiesFrom) {
  public RetentionReport {
    tombstones = List.copyOf(tombstones);
    bundles = List.copyOf(bundles);
  }

  /// Bytes of the parts and the bundles.
  public long bytes() {
    return tombstones.stream().mapToLong(Tombstone::bytes).sum()
        + bundles.stream().mapToLong(KeptBundle::archiveBytes).sum();
  }
}
