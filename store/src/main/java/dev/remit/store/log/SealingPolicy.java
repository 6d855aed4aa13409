package dev.remit.store.log;

import dev.remit.store.disk.Disk;
import dev.remit.store.disk.ReadableFile;
import dev.remit.store.row.DamagedBytes;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Which of the segments that are no longer written become a part next: those of one day that
/// follow each other, once they are as large as a segment should be, or many, or their day is over.
final class SealingPolicy {
  /// Segments that are sealed whatever their size. A log that is opened for a few records at a time
  /// has many small ones.
  static final int SEGMENTS_MAX = 32;

  private final Disk disk;
  private final long bytesMin;

  SealingPolicy(Disk disk, long bytesMin) {
    this.disk = disk;
    this.bytesMin = bytesMin;
  }

  /// The first segments of `closed` that are due, in order; empty where none are.
  List<String> due(List<String> closed, LocalDate today) throws IOException, DamagedBytes {
    Sealer sealer = new Sealer(disk);
    List<String> run = new ArrayList<>();
    LocalDate day = LocalDate.EPOCH;
    long bytes = 0;
    for (String segment : closed) {
      LocalDate of = sealer.day(segment);
      if (!run.isEmpty() && !of.equals(day)) {
        return run;
      }
      day = of;
      run.add(segment);
      bytes += size(segment);
      if (bytes >= bytesMin || run.size() == SEGMENTS_MAX) {
        return run;
      }
    }
    return day.isBefore(today) ? run : List.of();
  }

  private long size(String segment) throws IOException {
    try (ReadableFile file = disk.openRead(segment)) {
      return file.size();
    }
  }
}
