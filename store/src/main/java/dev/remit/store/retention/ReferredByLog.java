package dev.remit.store.retention;

import dev.remit.pdp.decision.EntityVersion;
import dev.remit.store.disk.Disk;
import dev.remit.store.entity.EntityHistory;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.References;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The entity versions that records of the log in a folder refer to. Whoever opens histories beside
/// a log opens them with this, so that no record is ever replayed on another version's entities.
///
/// For one opening, while nobody writes the log: what is not sealed is read once, however many
/// histories there are. Used by one thread.
public final class ReferredByLog implements EntityHistory.Referred {
  private final Disk log;
  private @Nullable Map<String, Long> unsealed;

  public ReferredByLog(Disk log) {
    this.log = Objects.requireNonNull(log, "log");
  }

  @Override
  public long newestAfter(EntityVersion current) throws IOException {
    try {
      Map<String, Long> newest = unsealed;
      if (newest == null) {
        newest = References.newestUnsealedEntities(log);
        unsealed = newest;
      }
      long sequence = newest.getOrDefault(current.store(), 0L);
      return Math.max(
          sequence > current.sequence() ? sequence : 0,
          References.newestSealedEntitiesAfter(log, current));
    } catch (DamagedLog e) {
      throw new IOException("it cannot be said which entities records refer to: " + e.text(), e);
    }
  }
}
