package dev.remit.store.log;

import dev.remit.pdp.bundle.BundleDigest;
import dev.remit.pdp.decision.EntityVersion;
import dev.remit.store.data.TenantId;
import dev.remit.store.disk.Disk;
import dev.remit.store.parquet.ParquetReader;
import dev.remit.store.parquet.ParquetRows;
import dev.remit.store.parquet.UnreadableParquet;
import dev.remit.store.row.Column;
import dev.remit.store.row.DamagedBytes;
import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the records of a log rest on, by tenant: bundles by digest, and the oldest version of the
/// entity history. Used by one thread while it is made.
public final class References {
  private static final List<String> COLUMNS =
      List.of(
          Column.TENANT.title(),
          Column.BUNDLE.title(),
          Column.ENTITIES_STORE.title(),
          Column.ENTITIES_SEQUENCE.title());

  private final Map<String, OfTenant> tenants = new HashMap<>();

  /// Of the records of one tenant.
  private static final class OfTenant {
    private final Set<BundleDigest> bundles =
        new TreeSet<>(Comparator.comparing(BundleDigest::value));
    private long oldestEntities = Long.MAX_VALUE;
  }

  private References() {}

  /// Of the records from `first` on. Reads four columns of the sealed parts, and the segments.
  ///
  /// Throws [DamagedLog] where it cannot be said what a record refers to.
  public static References of(Disk disk, long first) throws IOException, DamagedLog {
    References references = new References();
    long unsealed = first;
    for (String part : LogFiles.parts(disk)) {
      if (LogFiles.lastOfPart(part) >= first) {
        references.addPart(disk, part);
        unsealed = Math.max(unsealed, LogFiles.lastOfPart(part) + 1);
      }
    }
    new LogReader(disk)
        .visit(
            unsealed,
            row -> {
              references.add(
                  row.text(Column.TENANT),
                  row.find(Column.BUNDLE),
                  row.find(Column.ENTITIES_STORE),
                  row.find(Column.ENTITIES_SEQUENCE));
              return true;
            });
    return references;
  }

  /// The highest sequence after that of `current`, in the same store of entities, that a sealed
  /// record refers to; 0 if none does. Reads of the sealed parts little more than their statistics.
  ///
  /// Throws [DamagedLog] where it cannot be said.
  public static long newestSealedEntitiesAfter(Disk disk, EntityVersion current)
      throws IOException, DamagedLog {
    NewestEntities newest = new NewestEntities(current);
    for (String part : LogFiles.parts(disk)) {
      newest.addPart(disk, part);
    }
    return newest.sequence;
  }

  /// The highest sequence of each store of entities that a record refers to which is not sealed.
  /// Reads the segments.
  ///
  /// Throws [DamagedLog] where it cannot be said.
  public static Map<String, Long> newestUnsealedEntities(Disk disk) throws IOException, DamagedLog {
    List<String> parts = LogFiles.parts(disk);
    long unsealed = parts.isEmpty() ? 1 : LogFiles.lastOfPart(parts.getLast()) + 1;
    Map<String, Long> newest = new HashMap<>();
    new LogReader(disk)
        .visit(
            unsealed,
            row -> {
              if (row.find(Column.ENTITIES_STORE) instanceof String store
                  && row.find(Column.ENTITIES_SEQUENCE) instanceof Long sequence) {
                newest.merge(store, sequence, Math::max);
              }
              return true;
            });
    return newest;
  }

  /// The newest version after one, as it is found.
  private static final class NewestEntities {
    private static final List<String> VERSION =
        List.of(Column.ENTITIES_STORE.title(), Column.ENTITIES_SEQUENCE.title());

    private final EntityVersion after;
    private long sequence;

    private NewestEntities(EntityVersion after) {
      this.after = after;
    }

    private void addPart(Disk disk, String part) throws IOException, DamagedLog {
      try (ParquetReader reader = ParquetReader.open(part, disk.openRead(part))) {
        ParquetRows rows =
            reader.rows(
                VERSION,
                group ->
                    group
                        .column(Column.ENTITIES_SEQUENCE.title())
                        .mayHoldBetween(after.sequence() + 1, Long.MAX_VALUE));
        for (@Nullable Object[] values = rows.next(); values != null; values = rows.next()) {
          add(values[0], values[1]);
        }
      } catch (UnreadableParquet | IllegalArgumentException e) {
        throw unreadable(part, e);
      }
    }

    private void add(@Nullable Object store, @Nullable Object version) {
      if (after.store().equals(store)
          && version instanceof Long found
          && found > after.sequence()) {
        sequence = Math.max(sequence, found);
      }
    }
  }

  private static DamagedLog unreadable(String part, Exception e) {
    return new DamagedLog(
        part, LogFiles.firstOfPart(part), new DamagedBytes("cannot be read: " + e.getMessage()));
  }

  private void addPart(Disk disk, String part) throws IOException, DamagedLog {
    try (ParquetReader reader = ParquetReader.open(part, disk.openRead(part))) {
      ParquetRows rows = reader.rows(COLUMNS, group -> true);
      for (@Nullable Object[] values = rows.next(); values != null; values = rows.next()) {
        add(String.valueOf(values[0]), values[1], values[2], values[3]);
      }
    } catch (UnreadableParquet | IllegalArgumentException e) {
      throw unreadable(part, e);
    }
  }

  private void add(
      String tenant, @Nullable Object bundle, @Nullable Object store, @Nullable Object sequence) {
    OfTenant found = tenants.computeIfAbsent(tenant, _ -> new OfTenant());
    if (bundle instanceof String digest) {
      found.bundles.add(new BundleDigest(digest));
    }
    if (sequence instanceof Long version && !EntityVersion.BUNDLE.store().equals(store)) {
      found.oldestEntities = Math.min(found.oldestEntities, version);
    }
  }

  /// Sorted.
  public Set<BundleDigest> bundles(TenantId tenant) {
    OfTenant found = tenants.get(tenant.value());
    return found == null ? Set.of() : Collections.unmodifiableSet(found.bundles);
  }

  /// The oldest version of stored entities that a record of the tenant refers to; 0, before which
  /// there is none, if none does.
  public long oldestEntities(TenantId tenant) {
    OfTenant found = tenants.get(tenant.value());
    return found == null || found.oldestEntities == Long.MAX_VALUE ? 0 : found.oldestEntities;
  }
}
