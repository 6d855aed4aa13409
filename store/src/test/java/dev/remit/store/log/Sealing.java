package dev.remit.store.log;

import dev.remit.store.disk.Disk;
import dev.remit.store.row.DamagedBytes;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Seals segments when a test says so.
public final class Sealing {
  private Sealing() {}

  /// Seals every segment of a log that nobody writes, but for the last `open` of them: a part for
  /// each day.
  public static void seal(Disk disk, int open) throws IOException {
    try {
      Sealer sealer = new Sealer(disk);
      List<String> segments = LogFiles.segments(disk);
      List<String> run = new ArrayList<>();
      LocalDate day = LocalDate.EPOCH;
      for (String segment : segments.subList(0, Math.max(0, segments.size() - open))) {
        LocalDate of = sealer.day(segment);
        if (!run.isEmpty() && !of.equals(day)) {
          sealer.seal(run);
          run.clear();
        }
        day = of;
        run.add(segment);
      }
      if (!run.isEmpty()) {
        sealer.seal(run);
      }
    } catch (DamagedBytes e) {
      throw new AssertionError(e);
    }
  }
}
