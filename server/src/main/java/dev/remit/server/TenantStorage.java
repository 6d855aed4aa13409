package dev.remit.server;

import dev.remit.store.bundle.BundleStore;
import dev.remit.store.data.TenantId;
import dev.remit.store.disk.Disk;
import dev.remit.store.entity.EntityHistory;
import java.util.Objects;

/// What one tenant keeps for itself in the data folder: bundles, entities, and which bundle is in
/// force.
record TenantStorage(TenantId tenant, Disk disk, BundleStore bundles, EntityHistory entities) {
  TenantStorage {
    Objects.requireNonNull(tenant, "tenant");
    Objects.requireNonNull(disk, "disk");
    Objects.requireNonNull(bundles, "bundles");
    Objects.requireNonNull(entities, "entities");
  }
}
