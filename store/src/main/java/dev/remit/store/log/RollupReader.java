package dev.remit.store.log;

import dev.remit.store.disk.Disk;
import dev.remit.store.parquet.ParquetReader;
import dev.remit.store.rollup.Rollup;
import dev.remit.store.rollup.RollupCounts;
import dev.remit.store.rollup.RollupTable;
import java.io.IOException;
import java.util.List;

/// Reads the counts by hour of a log's sealed records, also beside the process that writes them.
/// Records that are not sealed yet, and those whose part has no rollups yet, are not in them.
public final class RollupReader {
  private final Disk disk;

  public RollupReader(Disk disk) {
    this.disk = disk;
  }

  /// From one hour to before another, added up over all files, in the order of their keys. Costs
  /// `O(groups of all files)`.
  public List<Rollup> between(long fromMillis, long untilMillis) throws IOException {
    RollupCounts counts = new RollupCounts();
    for (String file : RollupFiles.all(disk)) {
      for (Rollup rollup : read(file)) {
        long hour = rollup.key().hourMillis();
        if (fromMillis <= hour && hour < untilMillis) {
          counts.add(rollup);
        }
      }
    }
    return counts.sorted();
  }

  /// Of all hours.
  public List<Rollup> all() throws IOException {
    return between(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private List<Rollup> read(String file) throws IOException {
    try (ParquetReader reader = ParquetReader.open(file, disk.openRead(file))) {
      return RollupTable.read(file, reader);
    }
  }
}
