package dev.remit.store.log;

import dev.remit.store.disk.Disk;
import dev.remit.store.disk.ReadableFile;
import dev.remit.store.parquet.ParquetColumn;
import dev.remit.store.parquet.ParquetReader;
import dev.remit.store.parquet.ParquetRows;
import dev.remit.store.parquet.RowGroup;
import dev.remit.store.row.Column;
import dev.remit.store.row.DamagedBytes;
import dev.remit.store.row.Row;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads a log, also beside the process that writes it: every record that was kept when it was
/// asked, once and in order, whether it is sealed by then or not.
public final class LogReader {
  /// How often the files are listed anew because one of them was sealed in between.
  private static final int LISTINGS_MAX = 5;

  private static final int UUID_TIME_SHIFT = 16;

  private final Disk disk;

  public LogReader(Disk disk) {
    this.disk = disk;
  }

  /// Takes a row; false ends the reading.
  @FunctionalInterface
  public interface Visitor {
    boolean take(Row row) throws IOException;
  }

  /// The number of the first record that is still there, 1 if none is.
  public long first() throws IOException {
    List<String> segments = LogFiles.segments(disk);
    List<String> parts = LogFiles.parts(disk);
    if (!parts.isEmpty()) {
      return LogFiles.firstOfPart(parts.getFirst());
    }
    return segments.isEmpty() ? 1 : LogFiles.firstRecord(segments.getFirst());
  }

  /// A number that no record of a kind which was received since then has a smaller one than. Looks
  /// at names and statistics of parts, and at no record.
  public long firstOfKind(String kind, Instant since) throws IOException {
    List<String> parts = LogFiles.parts(disk);
    for (String part :
        parts.subList(firstReceivedFrom(since.toEpochMilli(), parts), parts.size())) {
      try (ParquetReader reader = ParquetReader.open(part, disk.openRead(part))) {
        if (reader.rowGroups().stream()
            .anyMatch(group -> group.column(Column.KIND.title()).mayHold(kind))) {
          return LogFiles.firstOfPart(part);
        }
      }
    }
    return LogFiles.sealedUpTo(disk) + 1;
  }

  /// How far a log goes, without reading it: its newest file, the first record of that, and how
  /// many bytes it has. Another one than before means that there are more records, or will be.
  public record Extent(String file, long first, long bytes) {}

  /// How far the log goes now; without any record, a file without a name.
  public Extent extent() throws IOException {
    for (int attempt = 1; ; attempt++) {
      List<String> segments = LogFiles.segments(disk);
      List<String> parts = LogFiles.parts(disk);
      if (segments.isEmpty() && parts.isEmpty()) {
        return new Extent("", 1, 0);
      }
      String newest = segments.isEmpty() ? parts.getLast() : segments.getLast();
      try (ReadableFile file = disk.openRead(newest)) {
        long first =
            LogFiles.isPart(newest) ? LogFiles.firstOfPart(newest) : LogFiles.firstRecord(newest);
        return new Extent(newest, first, file.size());
      } catch (NoSuchFileException e) {
        // Sealed meanwhile.
        if (attempt == LISTINGS_MAX) {
          throw e;
        }
      }
    }
  }

  /// Visits the records from one on, in order, up to those that are there as this begins and
  /// perhaps some more; it does not run after a writer that is faster.
  ///
  /// Throws [DamagedLog] where the log is not as it was written, after visiting what is before
  /// that.
  public void visit(long firstSequence, Visitor visitor) throws IOException, DamagedLog {
    long newest = extent().first();
    long next = Math.max(firstSequence, first());
    String stretch = stretch(next);
    while (stretch != null) {
      Progress progress = new Progress(next, visitor);
      try {
        read(stretch, progress);
      } catch (NoSuchFileException _) {
        // Sealed meanwhile, so that it has another name now, or removed by retention.
        requireOther(stretch, next);
      }
      if (progress.ended) {
        return;
      }
      next = Math.max(progress.next, first()); // Retention may have removed what follows.
      if (next > newest) {
        // What was the newest file is read, and was opened after this began.
        return;
      }
      String following = stretch(next);
      stretch = stretch.equals(following) ? null : following;
    }
  }

  /// The end of the chain. Trusts what the files say of it; [LogVerifier] does not.
  public Head head() throws IOException, DamagedLog {
    List<String> segments = LogFiles.segments(disk);
    List<String> parts = LogFiles.parts(disk);
    if (segments.isEmpty() && parts.isEmpty()) {
      throw new IOException("the log is empty");
    }
    String last = segments.isEmpty() ? parts.getLast() : segments.getLast();
    try (GroupReader reader = open(last)) {
      return reader instanceof PartReader part ? part.links().after() : end(reader);
    } catch (DamagedBytes e) {
      throw new DamagedLog(last, 1, e);
    }
  }

  private static Head end(GroupReader reader) throws IOException {
    try {
      while (reader.next() != null) {
        // To the end.
      }
    } catch (DamagedBytes _) {
      // The writer may be in the middle of the last group.
    }
    return reader.head();
  }

  /// The record of an id, which holds the time at which it was made. Looks first at the parts that
  /// were received from then on, of which the very first has it as a rule, then at every record
  /// that is not sealed yet, and last at the parts before, in case clocks differ; of parts, only at
  /// row groups that may hold it.
  public Optional<Row> find(UUID id) throws IOException, DamagedLog {
    try (LogContents contents = LogContents.open(disk)) {
      List<String> parts = contents.parts().names();
      int from = firstReceivedFrom(id.getMostSignificantBits() >>> UUID_TIME_SHIFT, parts);
      Optional<Row> found = find(parts.subList(from, parts.size()), id);
      if (found.isEmpty()) {
        found = find(contents.unsealed(), id);
      }
      return found.isPresent() ? found : find(parts.subList(0, from).reversed(), id);
    }
  }

  /// The same, of a record that was received at an instant or later, if it was at all: no part of
  /// before is looked at.
  public Optional<Row> find(UUID id, Instant received) throws IOException, DamagedLog {
    try (LogContents contents = LogContents.open(disk)) {
      List<String> parts = contents.parts().names();
      int from = firstReceivedFrom(received.toEpochMilli(), parts);
      Optional<Row> found = find(parts.subList(from, parts.size()), id);
      return found.isPresent() ? found : find(contents.unsealed(), id);
    }
  }

  /// The place of the first part that holds a record received at that time or later, all if none
  /// does. Parts are in the order of receipt.
  private int firstReceivedFrom(long millis, List<String> parts) throws IOException {
    int low = 0;
    int high = parts.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isReceivedFrom(millis, parts.get(middle))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private boolean isReceivedFrom(long millis, String part) throws IOException {
    try (ParquetReader reader = ParquetReader.open(part, disk.openRead(part))) {
      return reader.rowGroups().stream()
          .map(group -> group.column(Column.RECEIVED.title()))
          .anyMatch(received -> received.mayHoldBetween(millis, Long.MAX_VALUE));
    }
  }

  private Optional<Row> find(List<String> parts, UUID id) throws IOException {
    for (String part : parts) {
      Optional<Row> found = find(part, id);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Row> find(UnsealedRows rows, UUID id) throws IOException, DamagedLog {
    for (Row row = rows.next(); row != null; row = rows.next()) {
      if (row.uuid(Column.ID).equals(id)) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }

  /// Reads the ids, then of the other columns the row that has it.
  private Optional<Row> find(String part, UUID id) throws IOException {
    Predicate<RowGroup> wanted = group -> group.column(Column.ID.title()).mayHold(id);
    try (ParquetReader reader = ParquetReader.open(part, disk.openRead(part))) {
      ParquetRows ids = reader.rows(List.of(Column.ID.title()), wanted);
      long before = 0;
      for (@Nullable Object[] next = ids.next(); next != null; next = ids.next()) {
        if (id.equals(next[0])) {
          ParquetRows rows = reader.rows(columns(reader), wanted);
          rows.skip(before);
          return Optional.of(PartSchema.row(Objects.requireNonNull(rows.next())));
        }
        before++;
      }
      return Optional.empty();
    }
  }

  /// Those that the part has.
  private static List<String> columns(ParquetReader reader) {
    return reader.schema().columns().stream().map(ParquetColumn::name).toList();
  }

  private void requireOther(String stretch, long next) throws IOException {
    if (stretch.equals(stretch(next))) {
      throw new NoSuchFileException(stretch);
    }
  }

  /// The file that holds record `sequence`, if there is one: a part, or the last segment that does
  /// not begin after it.
  ///
  /// Segments are listed first: one that is sealed in between is there as a part by then.
  private @Nullable String stretch(long sequence) throws IOException {
    List<String> segments = LogFiles.segments(disk);
    for (String part : LogFiles.parts(disk).reversed()) {
      if (LogFiles.firstOfPart(part) <= sequence) {
        if (sequence <= LogFiles.lastOfPart(part)) {
          return part;
        }
        break;
      }
    }
    for (String segment : segments.reversed()) {
      if (LogFiles.firstRecord(segment) <= sequence) {
        return segment;
      }
    }
    return null;
  }

  private void read(String stretch, Progress progress) throws IOException, DamagedLog {
    boolean last = isLast(stretch);
    try (GroupReader reader = open(stretch)) {
      for (Group group = reader.next(); group != null; group = reader.next()) {
        for (Row row : group.rows()) {
          if (progress.take(row)) {
            return;
          }
        }
      }
    } catch (DamagedBytes e) {
      if (!last) {
        throw new DamagedLog(stretch, progress.next, e);
      }
      // The writer may be in the middle of the last group.
    }
  }

  private boolean isLast(String stretch) throws IOException {
    List<String> segments = LogFiles.segments(disk);
    return !segments.isEmpty() && segments.getLast().equals(stretch);
  }

  private GroupReader open(String stretch) throws IOException, DamagedBytes {
    return LogFiles.isPart(stretch)
        ? new PartReader(stretch, disk.openRead(stretch))
        : new SegmentReader(disk.openRead(stretch));
  }

  /// Where a visit has come to.
  private static final class Progress {
    private final Visitor visitor;
    private long next;
    private boolean ended;

    private Progress(long next, Visitor visitor) {
      this.next = next;
      this.visitor = visitor;
    }

    /// Whether the visit is over.
    private boolean take(Row row) throws IOException {
      long sequence = row.whole(Column.SEQUENCE);
      if (sequence >= next) {
        next = sequence + 1;
        ended = !visitor.take(row);
      }
      return ended;
    }
  }
}
