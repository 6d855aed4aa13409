package dev.remit.store.log;

import dev.remit.store.disk.Disk;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/// A log that is opened for a few records at a time and sealed when a test says so.
public final class DailyLog {
  private DailyLog() {}

  /// Adds a segment of these rows, each a group of its own.
  public static void append(Disk disk, InstantSource clock, List<Row> rows) throws Exception {
    try (SegmentedLog log =
        SegmentedLog.open(disk, LogSettings.of(Durability.DURABLE), clock, () -> new UUID(3, 4))) {
      for (Row row : rows) {
        log.submit(row).join();
      }
    }
  }

  /// Makes a part of each segment but the last.
  public static void seal(Disk disk) throws Exception {
    Sealer sealer = new Sealer(disk);
    List<String> segments = LogFiles.segments(disk);
    for (String segment : segments.subList(0, segments.size() - 1)) {
      sealer.seal(List.of(segment));
    }
  }

  /// Does what the sealing of a log that is opened does first: what was left undone.
  public static void finish(Disk disk) throws Exception {
    new Sealer(disk).finish();
  }

  /// The row that a number names.
  public static Row row(long number) {
    return TestRows.numbered(number).with(Column.TENANT, "default");
  }
}
