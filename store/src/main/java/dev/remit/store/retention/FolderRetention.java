package dev.remit.store.retention;

import dev.remit.store.bundle.BundleStore;
import dev.remit.store.bundle.KeptBundle;
import dev.remit.store.data.TenantFolders;
import dev.remit.store.data.TenantId;
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
import java.io.Closeable;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Retention of a data folder: parts of the log that are past a limit, then of every tenant the
/// bundles that no record of it refers to any more, and the entity versions before the oldest that
/// one refers to.
///
/// Only for the process that owns the folder, which may decide meanwhile if it says on what
/// ([Owner]). Used by one thread.
public final class FolderRetention {
  private static final String ENTITIES = "entities";

  private final Disk data;
  private final Disk log;
  private final InstantSource clock;
  private final Map<TenantId, Owner> owners;
  private final Retention retention;

  /// What a process that decides for a tenant has open of the folder, and what its decisions rest
  /// on; `entities` is null where it has no history open.
  public record Owner(InUse inUse, BundleStore bundles, @Nullable EntityHistory entities) {
    public Owner {
      Objects.requireNonNull(inUse, "inUse");
      Objects.requireNonNull(bundles, "bundles");
    }
  }

  /// For a process that decides nothing, and retains for every tenant. `data` is the folder, `log`
  /// the one in it that holds the log; `key` signs tombstones, if there is one.
  public FolderRetention(Disk data, Disk log, InstantSource clock, @Nullable SigningKey key) {
    this(data, log, clock, key, Map.of());
  }

  /// For a process that decides for the default tenant.
  public FolderRetention(
      Disk data, Disk log, InstantSource clock, @Nullable SigningKey key, Owner owner) {
    this(data, log, clock, key, Map.of(TenantId.DEFAULT, owner));
  }

  /// For a process that decides for these tenants. What others keep in the folder stays: the
  /// process may have it open for something else.
  public FolderRetention(
      Disk data,
      Disk log,
      InstantSource clock,
      @Nullable SigningKey key,
      Map<TenantId, Owner> owners) {
    this.data = data;
    this.log = log;
    this.clock = clock;
    this.owners = Map.copyOf(owners);
    this.retention = new Retention(log, clock, key);
  }

  private Owner owner(TenantId tenant) {
    Owner owner = owners.get(tenant);
    return owner == null
        ? new Owner(
            new InUse(System::nanoTime),
            new BundleStore(TenantFolders.of(data, tenant), clock),
            null)
        : owner;
  }

  /// What [#apply] would remove.
  public RetentionReport plan(RetentionLimits limits) throws IOException, DamagedLog {
    try (Removals removals = beginRemovals()) {
      List<Tombstone> tombstones = retention.plan(limits);
      long first =
          tombstones.isEmpty() ? new LogReader(log).first() : tombstones.getLast().last() + 1;
      References references = References.of(log, first);
      List<RetentionReport.OfTenant> tenants = new ArrayList<>();
      for (OneTenant one : removals.tenants()) {
        tenants.add(one.plan(references));
      }
      return new RetentionReport(tombstones, tenants);
    }
  }

  /// Removes it. Throws [DamagedLog] or [DamagedHistory] where it cannot be said what records refer
  /// to; what no record needs is then still there, and another run goes on.
  public RetentionReport apply(RetentionLimits limits)
      throws IOException, DamagedLog, DamagedHistory {
    List<Tombstone> tombstones = retention.apply(limits);
    // Before the records are read: what is recorded and let go of while they are is in use.
    try (Removals removals = beginRemovals()) {
      References references = References.of(log, new LogReader(log).first());
      List<RetentionReport.OfTenant> tenants = new ArrayList<>();
      for (OneTenant one : removals.tenants()) {
        tenants.add(one.apply(references));
      }
      return new RetentionReport(tombstones, tenants);
    }
  }

  private Removals beginRemovals() throws IOException {
    List<OneTenant> tenants = new ArrayList<>();
    for (TenantId tenant : TenantFolders.list(data)) {
      if (owners.isEmpty() || owners.containsKey(tenant)) {
        tenants.add(new OneTenant(tenant, owner(tenant)));
      }
    }
    return new Removals(tenants);
  }

  /// Removals of all tenants that are under way.
  private record Removals(List<OneTenant> tenants) implements Closeable {
    @Override
    public void close() {
      tenants.forEach(one -> one.removal.close());
    }
  }

  /// What one tenant keeps, while it is being removed.
  private final class OneTenant {
    private final TenantId tenant;
    private final Owner owner;
    private final InUse.Removal removal;

    /// The newest version when the removal began.
    private final long current;

    private OneTenant(TenantId tenant, Owner owner) {
      this.tenant = tenant;
      this.owner = owner;
      this.removal = owner.inUse().beginRemoval();
      this.current = owner.entities() == null ? Long.MAX_VALUE : sequence(owner.entities());
    }

    private RetentionReport.OfTenant plan(References references) throws IOException {
      List<KeptBundle> unused =
          unreferred(references).stream().filter(kept -> !removal.isInUse(kept.digest())).toList();
      return new RetentionReport.OfTenant(
          tenant, unused, removal.oldestEntities(references.oldestEntities(tenant)));
    }

    private RetentionReport.OfTenant apply(References references)
        throws IOException, DamagedHistory {
      List<KeptBundle> removed = new ArrayList<>();
      for (KeptBundle kept : unreferred(references)) {
        if (removal.removeUnused(kept.digest(), () -> owner.bundles().remove(kept.digest()))) {
          removed.add(kept);
        }
      }
      // Versions that come into use from here on are current ones, which stay.
      long oldest = Math.min(references.oldestEntities(tenant), current);
      long needed = removal.oldestEntities(oldest);
      removeEntities(needed);
      return new RetentionReport.OfTenant(tenant, removed, needed);
    }

    private List<KeptBundle> unreferred(References references) throws IOException {
      return owner.bundles().list().stream()
          .filter(kept -> !references.bundles(tenant).contains(kept.digest()))
          .toList();
    }

    /// `needed` is the version before which nothing is; 0 where that cannot be said.
    private void removeEntities(long needed) throws IOException, DamagedHistory {
      if (needed <= 0) {
        return;
      }
      EntityHistory open = owner.entities();
      Disk own = TenantFolders.of(data, tenant);
      if (open != null) {
        open.removeBefore(needed);
      } else if (hasEntities(own)) {
        try (EntityHistory history =
            EntityHistory.open(own, ENTITIES, clock, new ReferredByLog(log))) {
          history.removeBefore(Math.min(needed, sequence(history)));
        }
      }
    }
  }

  private static long sequence(EntityHistory history) {
    return history.current().version().sequence();
  }

  private static boolean hasEntities(Disk own) throws IOException {
    return own.folders(Disk.ROOT).contains(ENTITIES) && !own.list(ENTITIES).isEmpty();
  }
}
