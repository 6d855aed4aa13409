package dev.remit.store.retention;

import dev.remit.store.bundle.KeptBundle;
import dev.remit.store.data.TenantId;
import dev.remit.store.log.Tombstone;
import java.util.List;
import java.util.Objects;

/// What retention removed, or would remove: records by their tombstones, and then what of each
/// tenant, the default one first.
public record RetentionReport(List<Tombstone> tombstones, List<OfTenant> tenants) {
  public RetentionReport {
    tombstones = List.copyOf(tombstones);
    tenants = List.copyOf(tenants);
  }

  /// Of one tenant: bundles, and the entity versions before `entitiesFrom` that no later one needs
  /// (0 where there is no entity history).
  public record OfTenant(TenantId tenant, List<KeptBundle> bundles, long entitiesFrom) {
    public OfTenant {
      Objects.requireNonNull(tenant, "tenant");
      bundles = List.copyOf(bundles);
    }
  }

  /// Those of all tenants.
  public List<KeptBundle> bundles() {
    return tenants.stream().flatMap(one -> one.bundles().stream()).toList();
  }

  /// Bytes of the parts and the bundles.
  public long bytes() {
    return tombstones.stream().mapToLong(Tombstone::bytes).sum()
        + bundles().stream().mapToLong(KeptBundle::archiveBytes).sum();
  }
}
