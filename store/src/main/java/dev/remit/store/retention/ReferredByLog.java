package dev.remit.store.retention;

import dev.remit.pdp.decision.EntityVersion;
import dev.remit.store.disk.Disk;
import dev.remit.store.entity.EntityHistory;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.References;
import java.io.IOException;
import java.util.Objects;

/// The entity versions that records of the log in a folder refer to. Whoever opens the history
/// beside a log opens it with this, so that no record is ever replayed on another version's
/// entities.
public record ReferredByLog(Disk log) implements EntityHistory.Referred {
  public ReferredByLog {
    Objects.requireNonNull(log, "log");
  }

  @Override
  public long newestAfter(EntityVersion current) throws IOException {
    try {
      return References.newestEntitiesAfter(log, current);
    } catch (DamagedLog e) {
      throw new IOException("it cannot be said which entities records refer to: " + e.text(), e);
    }
  }
}
