package dev.remit.cli.log;

import dev.remit.cli.terminal.Fault;
import dev.remit.insight.replay.Replayer;
import dev.remit.store.bundle.BundleStore;
import dev.remit.store.data.DataFault;
import dev.remit.store.data.DataFolder;
import dev.remit.store.data.TenantFolders;
import dev.remit.store.data.TenantId;
import dev.remit.store.disk.Disk;
import dev.remit.store.entity.EntityCursor;
import dev.remit.store.keys.KeyFolder;
import dev.remit.store.keys.RowDecryption;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.LogReader;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import dev.remit.store.row.UnreadableRecord;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// Recorded decisions of a data folder.
final class Decisions {
  private Decisions() {}

  static Row require(DataFolder data, UUID id) throws IOException, DamagedLog, Fault {
    return new LogReader(data.log())
        .find(id)
        .orElseThrow(() ->
            new Fault(
                data.path()
                    + ": holds no decision "
                    + id
                    + "; check the id, or whether retention has removed it"));
  }

  /// Of the bundles, entities and keys that the folder keeps, each tenant's for its records.
  static Replayers replayers(DataFolder data) throws DataFault {
    return new Replayers(data.disk());
  }

  /// Replayers for the records of all tenants. For one thread.
  static final class Replayers {
    private final Disk data;
    private final Map<TenantId, Replayer> known = new HashMap<>();

    private Replayers(Disk data) {
      this.data = data;
    }

    /// The one for a record. Throws [UnreadableRecord] where its tenant cannot be one.
    Replayer of(Row row) throws UnreadableRecord {
      String tenant = row.text(Column.TENANT);
      return known.computeIfAbsent(
          TenantId.find(tenant)
              .orElseThrow(() -> new UnreadableRecord("`" + tenant + "` is no tenant")),
          this::make);
    }

    private Replayer make(TenantId tenant) {
      Disk own = TenantFolders.of(data, tenant);
      return new Replayer(
          new BundleStore(own, Clock.systemUTC()),
          new EntityCursor(own)::find,
          new RowDecryption(new KeyFolder(data)));
    }
  }
}
