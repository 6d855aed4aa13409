package dev.remit.store.log;

import dev.remit.store.row.ByteInput;
import dev.remit.store.row.Column;
import dev.remit.store.row.DamagedBytes;
import dev.remit.store.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads back what [RowEncoder] wrote, segment by segment and in order. Used by one thread.
final class RowDecoder {
  private final List<Column> columns;
  private final List<String> symbols = new ArrayList<>();
  private @Nullable Row previous;

  /// For rows of a version of the schema; what later versions have, they are without.
  RowDecoder(int schemaVersion) {
    this.columns = RowEncoder.own(schemaVersion);
  }

  void startGroup() {
    previous = null;
  }

  Row decode(ByteInput in, long sequence, long receivedMillis) throws DamagedBytes {
    Row before = previous;
    long differing = in.readLong();
    if (differing >>> columns.size() != 0) {
      throw new DamagedBytes("holds more columns than the table has");
    }
    if (before == null && Long.bitCount(differing) != columns.size()) {
      throw new DamagedBytes("begins a group with part of a row");
    }
    @Nullable Object[] values = new Object[Column.ALL.size()];
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      values[column.place()] =
          (differing & 1L << i) == 0
              ? Objects.requireNonNull(before).find(column)
              : read(column, before, in);
    }
    values[Column.SEQUENCE.place()] = sequence;
    values[Column.RECEIVED.place()] = receivedMillis;
    Row row = row(values);
    previous = row;
    return row;
  }

  private static Row row(@Nullable Object[] values) throws DamagedBytes {
    try {
      return Row.of(values);
    } catch (IllegalArgumentException e) {
      throw new DamagedBytes("holds a row in which " + e.getMessage());
    }
  }

  private @Nullable Object read(Column column, @Nullable Row before, ByteInput in)
      throws DamagedBytes {
    return switch (column.type()) {
      case WHOLE, INSTANT ->
          column.isOptional() && in.read() == RowEncoder.ABSENT
              ? null
              : (Object) (in.readSigned() + RowEncoder.base(column, before));
      case FLAG -> in.read() != 0;
      case UUID -> in.readUuid();
      case SYMBOL -> readSymbol(in);
      case TEXT, JSON -> readText(in);
      case LIST -> column.isOptional() && in.read() == RowEncoder.ABSENT ? null : readList(in);
    };
  }

  private List<String> readList(ByteInput in) throws DamagedBytes {
    int count = in.readCount(in.remaining());
    List<String> elements = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      elements.add(require(readSymbol(in)));
    }
    return List.copyOf(elements);
  }

  private @Nullable String readSymbol(ByteInput in) throws DamagedBytes {
    int kind = in.readCount(RowEncoder.FIRST_SYMBOL + symbols.size());
    return switch (kind) {
      case RowEncoder.ABSENT -> null;
      case RowEncoder.INLINE -> require(readText(in));
      case RowEncoder.NEW_SYMBOL -> {
        String text = require(readText(in));
        symbols.add(text);
        yield text;
      }
      default -> symbol(kind - RowEncoder.FIRST_SYMBOL);
    };
  }

  private String symbol(int number) throws DamagedBytes {
    if (number >= symbols.size()) {
      throw new DamagedBytes("names a text that the segment does not hold");
    }
    return symbols.get(number);
  }

  private static @Nullable String readText(ByteInput in) throws DamagedBytes {
    int size = in.readCount(in.remaining());
    return size == RowEncoder.ABSENT ? null : in.readText(size - 1);
  }

  private static String require(@Nullable String text) throws DamagedBytes {
    if (text == null) {
      throw new DamagedBytes("lacks a text");
    }
    return text;
  }
}
