package dev.remit.server;

import dev.remit.pdp.record.AppendFailed;
import dev.remit.server.access.PerTenant;
import dev.remit.server.setting.Settings;
import dev.remit.store.bundle.BundleStore;
import dev.remit.store.data.DataFault;
import dev.remit.store.data.DataFolder;
import dev.remit.store.data.TenantFolders;
import dev.remit.store.data.TenantId;
import dev.remit.store.disk.Disk;
import dev.remit.store.entity.DamagedHistory;
import dev.remit.store.entity.EntityHistory;
import dev.remit.store.keys.KeyFolder;
import dev.remit.store.log.Durability;
import dev.remit.store.log.LogSettings;
import dev.remit.store.log.SegmentedLog;
import dev.remit.store.retention.ReferredByLog;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.UUID;

/// The data folder of a service, owned, with what is kept in it: the log and the keys of all
/// tenants, and what each tenant keeps for itself.
record Storage(
    DataFolder folder, PerTenant<TenantStorage> tenants, KeyFolder keys, SegmentedLog log)
    implements AutoCloseable {

  /// For these tenants; what others keep in the folder stays as it is.
  static Storage open(
      Path path, Collection<TenantId> tenants, Settings.Keeping keeping, Clock clock)
      throws ServerFault {
    try {
      DataFolder folder = DataFolder.own(path);
      try {
        return open(folder, tenants, keeping, clock);
      } catch (IOException | DamagedHistory | AppendFailed e) {
        folder.close();
        throw new ServerFault(path + ": " + e.getMessage(), e);
      }
    } catch (DataFault e) {
      throw new ServerFault(e.text(), e);
    }
  }

  private static Storage open(
      DataFolder folder, Collection<TenantId> ids, Settings.Keeping keeping, Clock clock)
      throws IOException, DamagedHistory, AppendFailed {
    SequencedMap<TenantId, TenantStorage> tenants = new LinkedHashMap<>();
    try {
      EntityHistory.Referred referred = new ReferredByLog(folder.log());
      for (TenantId id : ids) {
        tenants.put(id, open(folder, id, referred, clock));
      }
      KeyFolder keys = new KeyFolder(folder.disk());
      SegmentedLog log =
          SegmentedLog.open(
              folder.log(), LogSettings.of(durability(keeping)), clock, UUID::randomUUID, keys);
      return new Storage(folder, PerTenant.of(tenants), keys, log);
    } catch (IOException | DamagedHistory | AppendFailed e) {
      for (TenantStorage tenant : tenants.values()) {
        tenant.entities().close();
      }
      throw e;
    }
  }

  private static TenantStorage open(
      DataFolder folder, TenantId id, EntityHistory.Referred referred, Clock clock)
      throws IOException, DamagedHistory {
    Disk disk = TenantFolders.make(folder.disk(), id);
    EntityHistory entities =
        EntityHistory.open(disk, UUID.randomUUID().toString(), clock, referred);
    return new TenantStorage(id, disk, new BundleStore(disk, clock), entities);
  }

  private static Durability durability(Settings.Keeping keeping) {
    return switch (keeping) {
      case DURABLE -> Durability.DURABLE;
      case BUFFERED -> Durability.BUFFERED;
    };
  }

  /// Everything acknowledged is forced to disk first.
  @Override
  public void close() throws ServerFault {
    try (folder;
        Closeable _ = this::closeEntities;
        log) {
      log.commit();
    } catch (AppendFailed e) {
      throw new ServerFault(folder.path() + ": " + e.text(), e);
    } catch (IOException e) {
      throw new ServerFault(folder.path() + ": " + e.getMessage(), e);
    }
  }

  private void closeEntities() throws IOException {
    for (TenantStorage tenant : tenants.all()) {
      tenant.entities().close();
    }
  }
}
