package dev.remit.store.log;

import dev.remit.store.disk.Disk;
import dev.remit.store.disk.OpenFile;
import dev.remit.store.parquet.ParquetWriter;
import dev.remit.store.rollup.RollupCounts;
import dev.remit.store.row.DamagedBytes;
import dev.remit.store.row.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns segments that are no longer written into sealed parts. Used by one thread, the only one
/// that seals.
///
/// A part is there whole or not at all: it is written under another name, forced and renamed; then
/// its rollups are, and only then are its segments deleted. A crash between leaves both, and the
/// part counts.
final class Sealer {
  private final Disk disk;
  private final RollupFiles rollups;

  Sealer(Disk disk) {
    this.disk = disk;
    this.rollups = new RollupFiles(disk);
  }

  /// Seals segments that follow each other and whose records were received on one day, into one
  /// part, and deletes them.
  ///
  /// Throws [DamagedBytes] where a segment is not as it was written; then nothing has changed.
  void seal(List<String> segments) throws IOException, DamagedBytes {
    LocalDate day = day(segments.getFirst());
    String folder = LogFiles.PARTS + "/" + LogFiles.partition(day);
    disk.createFolder(folder);
    disk.forceFolder(LogFiles.PARTS);
    String temporary = folder + "/" + LogFiles.number(LogFiles.firstRecord(segments.getFirst()));
    temporary += LogFiles.TEMPORARY;
    if (disk.list(folder).contains(temporary)) {
      disk.delete(temporary);
    }
    RollupCounts counts = new RollupCounts();
    PartLinks links;
    try (OpenFile file = disk.create(temporary)) {
      links = write(segments, counts, new FileStream(file));
      file.force();
    }
    String part = folder + "/" + LogFiles.partName(links);
    disk.rename(temporary, part);
    disk.forceFolder(folder);
    rollups.write(part, links, counts);
    LogFiles.deleteSegments(disk, segments);
  }

  /// Does what was left undone when sealing failed or the process ended in the middle of it: makes
  /// rollups that parts lack, then deletes segments that parts were made of.
  ///
  /// Throws [DamagedBytes] where a part cannot be read, after seeing to all others; then no segment
  /// is deleted.
  void finish() throws IOException, DamagedBytes {
    List<String> without = rollups.partsWithout();
    if (!without.isEmpty()) {
      LogFiles.forceParts(disk, LogFiles.PARTS);
    }
    @Nullable DamagedBytes damage = null;
    for (String part : without) {
      try {
        rollups.rebuild(part);
      } catch (DamagedBytes e) {
        damage = new DamagedBytes("has a part, " + part + ", that " + e.text());
      }
    }
    if (damage != null) {
      throw damage;
    }
    LogFiles.deleteSealedSegments(disk);
  }

  /// When the records of a segment were received.
  LocalDate day(String segment) throws IOException, DamagedBytes {
    try (SegmentReader reader = new SegmentReader(disk.openRead(segment))) {
      return GroupWriter.day(reader.header().createdMillis());
    }
  }

  private PartLinks write(List<String> segments, RollupCounts counts, OutputStream out)
      throws IOException, DamagedBytes {
    List<PartLinks.Entry> groups = new ArrayList<>();
    @Nullable Head before = null;
    @Nullable Head after = null;
    try (ParquetWriter parquet = ParquetWriter.open(out, PartSchema.SCHEMA)) {
      for (String segment : segments) {
        try (SegmentReader reader = new SegmentReader(disk.openRead(segment))) {
          if (after != null && !after.equals(reader.head())) {
            throw new DamagedBytes("does not follow the segment before it");
          }
          before = before == null ? reader.head() : before;
          write(reader, groups, counts, parquet);
          after = reader.head();
        }
      }
      if (before == null || after == null) {
        throw new IllegalArgumentException("no segment");
      }
      PartLinks links = new PartLinks(before, after, groups);
      parquet.finish(links.toMetadata());
      return links;
    }
  }

  private static void write(
      SegmentReader reader,
      List<PartLinks.Entry> groups,
      RollupCounts counts,
      ParquetWriter parquet)
      throws IOException, DamagedBytes {
    for (Group group = reader.next(); group != null; group = reader.next()) {
      groups.add(PartLinks.Entry.of(group.link()));
      for (Row row : group.rows()) {
        parquet.write(row.values());
        counts.add(row);
      }
    }
  }
}
