package dev.remit.server;

import dev.remit.pdp.record.AppendFailed;
import dev.remit.server.setting.Settings;
import dev.remit.store.bundle.BundleStore;
import dev.remit.store.data.DataFault;
import dev.remit.store.data.DataFolder;
import dev.remit.store.entity.DamagedHistory;
import dev.remit.store.entity.EntityHistory;
import dev.remit.store.keys.KeyFolder;
import dev.remit.store.log.Durability;
import dev.remit.store.log.LogSettings;
import dev.remit.store.log.SegmentedLog;
import dev.remit.store.retention.ReferredByLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;

/// The data folder of a service, owned, with what is kept in it.
record Storage(
    DataFolder folder,
    BundleStore bundles,
    EntityHistory entities,
    KeyFolder keys,
    SegmentedLog log)
    implements AutoCloseable {

  static Storage open(Path path, Settings.Keeping keeping, Clock clock) throws ServerFault {
    try {
      DataFolder folder = DataFolder.own(path);
      try {
        return open(folder, keeping, clock);
      } catch (IOException | DamagedHistory | AppendFailed e) {
        folder.close();
        throw new ServerFault(path + ": " + e.getMessage(), e);
      }
    } catch (DataFault e) {
      throw new ServerFault(e.text(), e);
    }
  }

  private static Storage open(DataFolder folder, Settings.Keeping keeping, Clock clock)
      throws IOException, DamagedHistory, AppendFailed {
    EntityHistory entities =
        EntityHistory.open(
            folder.disk(), UUID.randomUUID().toString(), clock, new ReferredByLog(folder.log()));
    try {
      KeyFolder keys = new KeyFolder(folder.disk());
      SegmentedLog log =
          SegmentedLog.open(
              folder.log(), LogSettings.of(durability(keeping)), clock, UUID::randomUUID, keys);
      return new Storage(folder, new BundleStore(folder.disk(), clock), entities, keys, log);
    } catch (DataFault | AppendFailed e) {
      entities.close();
      throw e;
    }
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
        entities;
        log) {
      log.commit();
    } catch (AppendFailed e) {
      throw new ServerFault(folder.path() + ": " + e.text(), e);
    } catch (IOException e) {
      throw new ServerFault(folder.path() + ": " + e.getMessage(), e);
    }
  }
}
