package dev.remit.store.log;

import dev.remit.store.disk.Disk;
import dev.remit.store.disk.ReadableFile;
import dev.remit.store.row.DamagedBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Finds the end of a log's chain when the log is opened.
///
/// What a crash left behind the last whole group was never acknowledged, so it is taken off; its
/// bytes are kept in `cut/` all the same, in case it was no crash that damaged them. Damage further
/// in front stops no log from being continued: the header of the last segment says where the chain
/// is, and verifying finds the damage.
final class Recovery {
  static final String ID = "id";
  private static final int ID_BYTES_MAX = 64;

  private final Disk disk;

  private Recovery(Disk disk) {
    this.disk = disk;
  }

  /// The end of the log's chain; that of a new log, whose id is drawn from `newId`, if there is
  /// none.
  static Head open(Disk disk, Supplier<UUID> newId) throws IOException {
    Recovery recovery = new Recovery(disk);
    Optional<Head> sealed = recovery.sealed();
    if (sealed.isPresent()) {
      LogFiles.deleteSealedSegments(disk);
    }
    Optional<Head> head = recovery.recover().or(() -> sealed);
    return head.isPresent() ? head.get() : Head.genesis(recovery.id(newId));
  }

  /// The chain after the last sealed part.
  private Optional<Head> sealed() throws IOException {
    List<String> parts = LogFiles.parts(disk);
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    String last = parts.getLast();
    try (PartReader part = new PartReader(last, disk.openRead(last))) {
      return Optional.of(part.links().after());
    } catch (DamagedBytes e) {
      throw new IOException(last + ": it " + e.text() + "; restore it from a backup", e);
    }
  }

  private LogId id(Supplier<UUID> newId) throws IOException {
    if (disk.list(Disk.ROOT).contains(ID)) {
      String id = new String(disk.readAll(ID, ID_BYTES_MAX), StandardCharsets.US_ASCII);
      try {
        return new LogId(UUID.fromString(id.strip()));
      } catch (IllegalArgumentException e) {
        throw new IOException(ID + ": is no UUID; restore it from a backup", e);
      }
    }
    LogId id = new LogId(newId.get());
    LogFiles.write(disk, ID, (id + "\n").getBytes(StandardCharsets.US_ASCII));
    return id;
  }

  /// What is left of the newest segment that has a header; others that have none are taken away.
  private Optional<Head> recover() throws IOException {
    List<String> segments = LogFiles.segments(disk);
    for (String segment : segments.reversed()) {
      Optional<Head> head = recover(segment);
      if (head.isPresent()) {
        return head;
      }
    }
    return Optional.empty();
  }

  /// Empty if the segment holds no record, and then it is gone.
  private Optional<Head> recover(String segment) throws IOException {
    ReadableFile file = disk.openRead(segment);
    try (SegmentReader reader = new SegmentReader(file)) {
      try {
        while (reader.next() != null) {
          // Goes on to the last whole group.
        }
      } catch (DamagedBytes _) {
        cut(segment, file, reader.end());
      }
      if (reader.head().equals(reader.header().head())) {
        LogFiles.deleteSegments(disk, List.of(segment));
        return Optional.empty();
      }
      rewrite(segment, file, reader.end());
      return Optional.of(reader.head());
    } catch (DamagedBytes _) {
      try (file) {
        cut(segment, file, 0);
      }
      LogFiles.deleteSegments(disk, List.of(segment));
      return Optional.empty();
    }
  }

  /// Writes the first `size` bytes of a segment anew. What a killed process left may be on no disk
  /// yet, and if it died because a force failed, no later force of the same file would say so.
  private void rewrite(String segment, ReadableFile file, long size) throws IOException {
    disk.replace(segment, copy -> file.copy(0, size, copy));
  }

  /// Keeps what `file` holds from `start` on.
  private void cut(String segment, ReadableFile file, long start) throws IOException {
    long size = file.size();
    if (start == size) {
      return;
    }
    String name = freeName(LogFiles.CUT + "/" + LogFiles.number(LogFiles.firstRecord(segment)));
    disk.replace(name, copy -> file.copy(start, size, copy));
  }

  private String freeName(String base) throws IOException {
    List<String> taken = disk.list(LogFiles.CUT);
    int number = 1;
    while (taken.contains(base + "-" + number + ".cut")) {
      number++;
    }
    return base + "-" + number + ".cut";
  }
}
