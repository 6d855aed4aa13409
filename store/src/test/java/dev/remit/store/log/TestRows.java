package dev.remit.store.log;

import dev.remit.store.row.Column;
import dev.remit.store.row.ColumnType;
import dev.remit.store.row.Row;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Rows drawn at random, few of whose texts are new.
final class TestRows {
  private final RandomGenerator random;
  private long drawn;

  TestRows(RandomGenerator random) {
    this.random = random;
  }

  /// The row that a number names, which is also its event id.
  static Row numbered(long number) {
    @Nullable Object[] values = new Object[Column.ALL.size()];
    for (Column column : Column.ALL) {
      if (!column.isOptional()) {
        values[column.place()] = plain(column.type());
      }
    }
    values[Column.EVENT_ID.place()] = Long.toString(number);
    values[Column.PRINCIPAL_ID.place()] = "account" + number % 5;
    return Row.of(values);
  }

  static long number(Row row) {
    return Long.parseLong(row.text(Column.EVENT_ID));
  }

  private static Object plain(ColumnType type) {
    return switch (type) {
      case WHOLE, INSTANT -> 0L;
      case FLAG -> false;
      case UUID -> new UUID(0, 0);
      case SYMBOL, TEXT -> "";
      case JSON -> "[]";
      case LIST -> List.of();
    };
  }

  Row next() {
    drawn++;
    @Nullable Object[] values = new Object[Column.ALL.size()];
    for (Column column : Column.ALL) {
      if (!column.isOptional() || random.nextInt(3) > 0) {
        values[column.place()] = value(column.type());
      }
    }
    values[Column.SEQUENCE.place()] = 0L;
    values[Column.RECEIVED.place()] = 0L;
    values[Column.CHECKSUM.place()] = 0L;
    return Row.of(values);
  }

  private Object value(ColumnType type) {
    return switch (type) {
      case WHOLE, INSTANT -> random.nextInt(4) == 0 ? random.nextLong() : random.nextLong(10);
      case FLAG -> random.nextBoolean();
      case UUID -> new UUID(random.nextLong(), random.nextLong());
      case SYMBOL -> text();
      case TEXT -> "text " + drawn + " ä\uD83D\uDE00\u0000";
      case JSON -> "{\"n\":" + random.nextInt(50) + "}";
      case LIST -> IntStream.range(0, random.nextInt(3)).mapToObj(_ -> text()).toList();
    };
  }

  private String text() {
    return switch (random.nextInt(20)) {
      case 0 -> "";
      case 1 -> "x".repeat(RowEncoder.SYMBOL_LENGTH_MAX + random.nextInt(2));
      default -> "symbol" + random.nextInt(30);
    };
  }
}
