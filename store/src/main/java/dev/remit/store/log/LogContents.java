package dev.remit.store.log;

import dev.remit.store.disk.Disk;
import dev.remit.store.disk.ReadableFile;
import dev.remit.store.parquet.ParquetReader;
import dev.remit.store.parquet.ParquetSchema;
import dev.remit.store.rollup.RollupCounts;
import dev.remit.store.row.Column;
import dev.remit.store.row.DamagedBytes;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a log holds at one moment, beside the process that writes it: its sealed parts, and in its
/// segments the rows that come after them. Together they have each record once.
///
/// Costs no reading of rows. Segments are held open, so that what is sealed meanwhile can still be
/// read as it was. For any thread; closing ends what was opened of it.
public final class LogContents implements Closeable {
  private static final int LISTINGS_MAX = 5;
  private static final ParquetSchema FIRST_SCHEMA = PartSchema.of(Column.SCHEMA_VERSION_MIN);

  private final Disk disk;
  private final SealedParts parts;
  private final List<Segment> segments;

  private LogContents(Disk disk, SealedParts parts, List<Segment> segments) {
    this.disk = disk;
    this.parts = parts;
    this.segments = List.copyOf(segments);
  }

  /// The first `size` bytes of a segment, which may grow beyond that.
  record Segment(String name, ReadableFile file, long size) implements ReadableFile {
    @Override
    public void read(ByteBuffer into, long position) throws IOException {
      file.read(into, position);
    }

    /// The file is closed by whoever opened it.
    @Override
    public void close() {}

    long first() {
      return LogFiles.firstRecord(name);
    }
  }

  /// Throws [IOException] where segments do not follow parts, and that is not because they are
  /// being sealed.
  public static LogContents open(Disk disk) throws IOException {
    for (int listing = 1; ; listing++) {
      // Segments first: what is sealed in between is there as a part by then.
      List<Segment> segments = segments(disk);
      try {
        SealedParts parts = SealedParts.of(disk);
        List<Segment> after = after(parts.last(), segments);
        boolean follow =
            parts.names().isEmpty()
                || after.isEmpty()
                || after.getFirst().first() <= parts.last() + 1;
        if (follow) {
          return new LogContents(disk, parts, segments);
        }
      } catch (IOException e) {
        close(segments);
        throw e;
      }
      close(segments);
      if (listing == LISTINGS_MAX) {
        throw new IOException("its segments do not follow its parts; run `remit log verify`");
      }
    }
  }

  private static List<Segment> segments(Disk disk) throws IOException {
    List<Segment> segments = new ArrayList<>();
    try {
      for (String name : LogFiles.segments(disk)) {
        try {
          ReadableFile file = disk.openRead(name);
          segments.add(new Segment(name, file, 0));
          segments.set(segments.size() - 1, new Segment(name, file, file.size()));
        } catch (NoSuchFileException _) {
          // Sealed since it was listed.
        }
      }
      return segments;
    } catch (IOException e) {
      close(segments);
      throw e;
    }
  }

  private static void close(List<Segment> segments) throws IOException {
    for (Segment segment : segments) {
      segment.file().close();
    }
  }

  /// Those that may hold records after `last`.
  private static List<Segment> after(long last, List<Segment> segments) {
    List<Segment> after = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      if (i + 1 == segments.size() || segments.get(i + 1).first() > last + 1) {
        after.add(segments.get(i));
      }
    }
    return after;
  }

  public SealedParts parts() {
    return parts;
  }

  /// Those of the parts that have the columns of the first version of the schema alone: the oldest,
  /// because no log goes back to an earlier version. Opens few of them.
  public List<String> partsOfFirstSchema() throws IOException {
    List<String> names = parts.names();
    int low = 0;
    int high = names.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isOfFirstSchema(names.get(middle))) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return names.subList(0, low);
  }

  /// A part that went away since it was listed counts as one: so did all before it.
  private boolean isOfFirstSchema(String part) throws IOException {
    try (ParquetReader reader = ParquetReader.open(part, disk.openRead(part))) {
      return reader.schema().equals(FIRST_SCHEMA);
    } catch (NoSuchFileException _) {
      return true;
    }
  }

  /// The rows after those of the parts, from the first one on, as often as anybody asks.
  public UnsealedRows unsealed() {
    return new UnsealedRows(parts.last(), after(parts.last(), segments));
  }

  /// The files that count by hour what the parts hold, and what is gone from before them.
  public List<String> rollups() throws IOException {
    long first = parts.names().isEmpty() ? 0 : LogFiles.firstOfPart(parts.names().getFirst());
    Set<String> counted = new HashSet<>();
    parts.names().forEach(part -> counted.add(RollupFiles.of(part)));
    return RollupFiles.all(disk).stream()
        .filter(file -> counted.contains(file) || LogFiles.lastOfPart(file) < first)
        .toList();
  }

  /// The counts of all rows that are in none of these files: those that are not sealed, and those
  /// of parts to which sealing has not come back yet. Reads all of them.
  public RollupCounts uncounted(List<String> rollups) throws IOException, DamagedLog {
    Set<String> counted = Set.copyOf(rollups);
    RollupCounts counts = new RollupCounts();
    for (String part : parts.names()) {
      if (!counted.contains(RollupFiles.of(part))) {
        add(part, counts);
      }
    }
    UnsealedRows rows = unsealed();
    for (var row = rows.next(); row != null; row = rows.next()) {
      counts.add(row);
    }
    return counts;
  }

  private void add(String part, RollupCounts counts) throws IOException, DamagedLog {
    try (PartReader reader = new PartReader(part, disk.openRead(part))) {
      for (Group group = reader.next(); group != null; group = reader.next()) {
        group.rows().forEach(counts::add);
      }
    } catch (DamagedBytes e) {
      throw new DamagedLog(part, LogFiles.firstOfPart(part), e);
    }
  }

  @Override
  public void close() throws IOException {
    close(segments);
  }
}
