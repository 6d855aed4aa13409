package dev.remit.cli.log;

import dev.remit.cli.terminal.Fault;
import dev.remit.insight.replay.Replayer;
import dev.remit.store.bundle.BundleStore;
import dev.remit.store.data.DataFault;
import dev.remit.store.data.DataFolder;
import dev.remit.store.entity.EntityCursor;
import dev.remit.store.keys.KeyFolder;
import dev.remit.store.keys.RowDecryption;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.LogReader;
import dev.remit.store.row.Row;
import java.io.IOException;
import java.time.Clock;
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

  /// Of the bundles, entities and keys that the folder keeps.
  static Replayer replayer(DataFolder data) throws DataFault {
    return new Replayer(
        new BundleStore(data.disk(), Clock.systemUTC()),
        new EntityCursor(data.disk())::find,
        new RowDecryption(new KeyFolder(data.disk())));
  }
}
