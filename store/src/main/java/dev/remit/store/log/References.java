package dev.remit.store.log;

import dev.remit.pdp.bundle.BundleDigest;
import dev.remit.pdp.decision.EntityVersion;
import dev.remit.store.disk.Disk;
import dev.remit.store.parquet.ParquetReader;
import dev.remit.store.parquet.ParquetRows;
import dev.remit.store.parquet.UnreadableParquet;
import dev.remit.store.row.Column;
import dev.remit.store.row.DamagedBytes;
import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the records of a log rest on: bundles by digest, and the oldest version of the entity
/// history. Used by one thread while it is made.
public final class References {
  private static final List<String> COLUMNS =
      List.of(
          Column.BUNDLE.title(), Column.ENTITIES_STORE.title(), Column.ENTITIES_SEQUENCE.title());

  private final Set<BundleDigest> bundles =
      new TreeSet<>(Comparator.comparing(BundleDigest::value));
  private long oldestEntities = Long.MAX_VALUE;

  private References() {}

  /// Of the records from `first` on. Reads three columns of the sealed parts, and the segments.
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
                  row.find(Column.BUNDLE),
                  row.find(Column.ENTITIES_STORE),
                  row.find(Column.ENTITIES_SEQUENCE));
              return true;
            });
    return references;
  }

  /// The highest sequence after that of `current`, in the same store of entities, that a record
  /// refers to; 0 if none does. Reads of the sealed parts little more than their statistics, and
  /// the segments.
  ///
  /// Throws [DamagedLog] where it cannot be said.
  public static long newestEntitiesAfter(Disk disk, EntityVersion current)
      throws IOException, DamagedLog {
    NewestEntities newest = new NewestEntities(current);
    List<String> parts = LogFiles.parts(disk);
    for (String part : parts) {
      newest.addPart(disk, part);
    }
    long unsealed = parts.isEmpty() ? 1 : LogFiles.lastOfPart(parts.getLast()) + 1;
    new LogReader(disk)
        .visit(
            unsealed,
            row -> {
              newest.add(row.find(Column.ENTITIES_STORE), row.find(Column.ENTITIES_SEQUENCE));
              return true;
            });
    return newest.sequence;
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
        add(values[0], values[1], values[2]);
      }
    } catch (UnreadableParquet | IllegalArgumentException e) {
      throw unreadable(part, e);
    }
  }

  private void add(@Nullable Object bundle, @Nullable Object store, @Nullable Object sequence) {
    if (bundle instanceof String digest) {
      bundles.add(new BundleDigest(digest));
    }
    if (sequence instanceof Long version && !EntityVersion.BUNDLE.store().equals(store)) {
      oldestEntities = Math.min(oldestEntities, version);
    }
  }

  /// Sorted.
  public Set<BundleDigest> bundles() {
    return Collections.unmodifiableSet(bundles);
  }

  /// The oldest version of stored entities that a record refers to; 0, before which there is none,
  /// if none does.
  public long oldestEntities() {
    return oldestEntities == Long.MAX_VALUE ? 0 : oldestEntities;
  }
}
