package dev.remit.store.query;

import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Records that were selected, row by row; few are in memory at a time. For one thread.
public final class DecisionRows implements AutoCloseable {
  private final ResultRows rows;

  DecisionRows(ResultRows rows) {
    this.rows = rows;
  }

  /// The next record, or null after the last one.
  public @Nullable Row next() throws QueryFault {
    @Nullable Object @Nullable [] values = rows.next();
    if (values == null) {
      return null;
    }
    try {
      for (Column column : Column.ALL) {
        values[column.place()] = value(column, values[column.place()]);
      }
      return Row.of(values);
    } catch (IllegalArgumentException | ClassCastException e) {
      throw new QueryFault(
          "log: a row cannot be read ("
              + e.getMessage()
              + "); `remit log verify` says whether the log is as it was written",
          e);
    }
  }

  private static @Nullable Object value(Column column, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return switch (column.type()) {
      case UUID -> UUID.fromString((String) value);
      case LIST -> ((List<?>) value).stream().map(String.class::cast).toList();
      case WHOLE, INSTANT, FLAG, SYMBOL, TEXT, JSON -> value;
    };
  }

  @Override
  public void close() {
    rows.close();
  }
}
