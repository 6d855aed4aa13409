package dev.remit.store.query;

import dev.remit.store.query.Selection.Place;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Records that were selected, row by row; few are in memory at a time. For one thread.
public final class DecisionRows implements AutoCloseable {
  private final @Nullable ResultRows rows;
  private final Deque<Row> others;
  private final Comparator<Place> order;
  private @Nullable Row ahead;

  /// All that the engine gives.
  DecisionRows(ResultRows rows) {
    this(rows, List.of(), Selection.Order.LOG);
  }

  /// What the engine gives, nothing if it is not asked, and others, both in the same order.
  DecisionRows(@Nullable ResultRows rows, List<Row> others, Selection.Order order) {
    this.rows = rows;
    this.others = new ArrayDeque<>(others);
    this.order = order.places();
  }

  /// The next record, or null after the last one.
  public @Nullable Row next() throws QueryFault {
    Row row = ahead == null ? read() : ahead;
    Row other = others.peekFirst();
    if (other != null && (row == null || order.compare(Place.of(other), Place.of(row)) < 0)) {
      ahead = row;
      return others.removeFirst();
    }
    ahead = null;
    return row;
  }

  private @Nullable Row read() throws QueryFault {
    @Nullable Object @Nullable [] values = rows == null ? null : rows.next();
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
    if (rows != null) {
      rows.close();
    }
  }
}
