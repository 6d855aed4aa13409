package dev.remit.store.parquet;

import java.nio.charset.StandardCharsets;

/// What is known of a column in one row group without reading it. "May" is the most that statistics
/// can say of a value that is within the bounds; a column without bounds may hold anything.
public final class ColumnStatistics {
  private final ParquetColumn column;
  private final ChunkEntry chunk;

  ColumnStatistics(ParquetColumn column, ChunkEntry chunk) {
    this.column = column;
    this.chunk = chunk;
  }

  /// Rows with null, and for lists also those with an empty one; -1 if not known.
  public long nulls() {
    return chunk.nulls();
  }

  /// Bytes in the file.
  public long bytes() {
    return chunk.bytes();
  }

  /// Where these bytes begin.
  long start() {
    return chunk.start();
  }

  /// Whether a row may have this value, or a list that holds it. The value is of the column's type,
  /// for a list a `String`.
  public boolean mayHold(Object value) {
    return mayHoldBetween(value, value);
  }

  /// Whether a row may have a value from `least` to `greatest`, both included. Text is ordered by
  /// its UTF-8 bytes.
  public boolean mayHoldBetween(Object least, Object greatest) {
    byte[] low = plain(least);
    byte[] high = plain(greatest);
    if (chunk.nulls() == chunk.values()) {
      return false;
    }
    Bounds bounds = chunk.bounds();
    return bounds == null
        || (Bounds.compare(chunk.type(), low, bounds.max()) <= 0
            && Bounds.compare(chunk.type(), high, bounds.min()) >= 0);
  }

  private byte[] plain(Object value) {
    try {
      return switch (column.type()) {
        case BOOLEAN -> Bounds.plain(chunk.type(), (boolean) value ? 1 : 0);
        case INT32 -> Bounds.plain(chunk.type(), (int) value);
        case INT64, TIMESTAMP -> Bounds.plain(chunk.type(), (long) value);
        case STRING, JSON, STRINGS -> ((String) value).getBytes(StandardCharsets.UTF_8);
        case UUID -> ((java.util.UUID) value).toString().getBytes(StandardCharsets.UTF_8);
      };
    } catch (ClassCastException e) {
      throw new IllegalArgumentException(
          "column `" + column.name() + "` holds " + column.type() + ", not `" + value + "`", e);
    }
  }
}
