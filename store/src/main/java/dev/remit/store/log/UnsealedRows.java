package dev.remit.store.log;

import dev.remit.store.row.Column;
import dev.remit.store.row.DamagedBytes;
import dev.remit.store.row.Row;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Goes through the rows of segments after a record, in order. Used by one thread.
public final class UnsealedRows {
  private final List<LogContents.Segment> segments;
  private long last;
  private int opened;
  private @Nullable SegmentReader reader;
  private Iterator<Row> group = List.<Row>of().iterator();

  UnsealedRows(long last, List<LogContents.Segment> segments) {
    this.last = last;
    this.segments = segments;
  }

  /// The next row, or null after the last one.
  ///
  /// Throws [DamagedLog] where a segment is not as it was written. What is behind the last whole
  /// group of the last one is being written.
  public @Nullable Row next() throws IOException, DamagedLog {
    while (true) {
      while (group.hasNext()) {
        Row row = group.next();
        long sequence = row.whole(Column.SEQUENCE);
        if (sequence > last) {
          last = sequence;
          return row;
        }
      }
      if (!nextGroup()) {
        return null;
      }
    }
  }

  private boolean nextGroup() throws IOException, DamagedLog {
    while (reader != null || opened < segments.size()) {
      try {
        SegmentReader open = reader;
        if (open == null) {
          open = new SegmentReader(segments.get(opened++));
          reader = open;
        }
        Group next = open.next();
        if (next != null) {
          group = next.rows().iterator();
          return true;
        }
      } catch (DamagedBytes e) {
        if (opened < segments.size()) {
          throw new DamagedLog(segments.get(opened - 1).name(), last + 1, e);
        }
      }
      reader = null;
    }
    return false;
  }
}
