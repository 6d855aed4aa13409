package dev.remit.store.log;

import dev.remit.store.disk.Disk;
import dev.remit.store.disk.ReadableFile;
import dev.remit.store.row.DamagedBytes;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The files of a log as they were at one moment, beside the process that writes it: every record
/// that was kept before, and the head that they come to (null if there are none).
public record LogSnapshot(List<FilePart> files, @Nullable Head head) {
  private static final int ATTEMPTS_MAX = 100;

  public LogSnapshot {
    files = List.copyOf(files);
  }

  /// The first `size` bytes of a file. One that is `sealed` will never hold anything else.
  public record FilePart(String name, long size, boolean sealed) {}

  /// Reads the segments, and of the parts their names and the end of the last.
  ///
  /// Throws [DamagedLog] where a segment that is no longer written is not whole.
  public static LogSnapshot of(Disk disk) throws IOException, DamagedLog {
    for (int attempt = 1; ; attempt++) {
      try {
        Optional<LogSnapshot> snapshot = attempt(disk);
        if (snapshot.isPresent()) {
          return snapshot.get();
        }
      } catch (NoSuchFileException e) {
        if (attempt == ATTEMPTS_MAX) {
          throw e;
        }
      }
      if (attempt == ATTEMPTS_MAX) {
        throw new IOException("its segments do not follow its parts; run `remit log verify`");
      }
    }
  }

  /// Empty where the files were sealed while they were listed.
  private static Optional<LogSnapshot> attempt(Disk disk) throws IOException, DamagedLog {
    List<FilePart> files = new ArrayList<>();
    if (disk.list(Disk.ROOT).contains(Recovery.ID)) {
      files.add(whole(disk, Recovery.ID));
    }
    // Before the parts, so that each has its part or that part's tombstone beside it. Not as
    // sealed:
    // those that somebody deleted are made anew.
    for (String rollups : RollupFiles.all(disk)) {
      files.add(new FilePart(rollups, size(disk, rollups), false));
    }
    List<String> parts = LogFiles.parts(disk);
    for (String part : parts) {
      files.add(whole(disk, part));
    }
    // After the parts: a part that is gone by then has its tombstone.
    for (String tombstone : Tombstones.names(disk)) {
      files.add(whole(disk, tombstone));
    }
    long sealed = parts.isEmpty() ? 0 : LogFiles.lastOfPart(parts.getLast());
    Head head = parts.isEmpty() ? null : end(disk, parts.getLast());
    List<String> segments =
        LogFiles.segments(disk).stream()
            .filter(segment -> LogFiles.firstRecord(segment) > sealed)
            .toList();
    for (String segment : segments) {
      boolean last = segment.equals(segments.getLast());
      Optional<Segment> read = segment(disk, segment, last);
      if (read.isPresent()) {
        if (head != null && !read.get().before().equals(head)) {
          return Optional.empty();
        }
        head = read.get().after();
        files.add(new FilePart(segment, read.get().bytes(), false));
      }
    }
    return Optional.of(new LogSnapshot(files, head));
  }

  private static FilePart whole(Disk disk, String name) throws IOException {
    return new FilePart(name, size(disk, name), true);
  }

  private static long size(Disk disk, String name) throws IOException {
    try (ReadableFile file = disk.openRead(name)) {
      return file.size();
    }
  }

  private static Head end(Disk disk, String part) throws IOException, DamagedLog {
    try (PartReader reader = new PartReader(part, disk.openRead(part))) {
      return reader.links().after();
    } catch (DamagedBytes e) {
      throw new DamagedLog(part, LogFiles.firstOfPart(part), e);
    }
  }

  /// The whole groups of a segment.
  private record Segment(Head before, Head after, long bytes) {}

  /// Empty where there are none. `last` may be in the middle of being written.
  private static Optional<Segment> segment(Disk disk, String name, boolean last)
      throws IOException, DamagedLog {
    try (SegmentReader reader = new SegmentReader(disk.openRead(name))) {
      try {
        while (reader.next() != null) {
          // To the last whole group.
        }
      } catch (DamagedBytes e) {
        if (!last) {
          throw new DamagedLog(name, reader.head().records() + 1, e);
        }
      }
      Head before = reader.header().head();
      return reader.head().equals(before)
          ? Optional.empty()
          : Optional.of(new Segment(before, reader.head(), reader.end()));
    } catch (DamagedBytes e) {
      if (!last) {
        throw new DamagedLog(name, LogFiles.firstRecord(name), e);
      }
      return Optional.empty();
    }
  }
}
