package dev.remit.store.query;

import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// Which records, in which order, and how many of them at most.
public record Selection(List<Condition> conditions, Order order, long limit) {
  private static final Comparator<Place> BY_SEQUENCE = Comparator.comparingLong(Place::sequence);

  private static final Comparator<Place> BY_TIME =
      Comparator.comparingLong(Place::time).thenComparing(BY_SEQUENCE);

  /// What a record is ordered by: when it was decided, and its number.
  record Place(long time, long sequence) {
    static Place of(Row row) {
      return new Place(row.whole(Column.TIME), row.whole(Column.SEQUENCE));
    }
  }

  public Selection {
    conditions = List.copyOf(conditions);
    Objects.requireNonNull(order, "order");
    if (limit < 0) {
      throw new IllegalArgumentException("limit " + limit);
    }
  }

  boolean holds(Row row) {
    for (Condition condition : conditions) {
      if (!condition.holds(row)) {
        return false;
      }
    }
    return true;
  }

  /// All of them, as the log has them.
  public static Selection all(List<Condition> conditions) {
    return new Selection(conditions, Order.LOG, Long.MAX_VALUE);
  }

  /// All of them, by when they were decided.
  public static Selection oldestFirst(List<Condition> conditions) {
    return new Selection(conditions, Order.OLDEST_FIRST, Long.MAX_VALUE);
  }

  /// The order of records.
  public enum Order {
    /// By when they were decided, the last one first.
    NEWEST_FIRST("ORDER BY \"time\" DESC, \"sequence\" DESC"),
    /// By when they were decided.
    OLDEST_FIRST("ORDER BY \"time\", \"sequence\""),
    /// As they are in the log. Costs nothing, whatever their number: the engine keeps the order of
    /// the files that it reads.
    LOG("");

    private final String sql;

    Order(String sql) {
      this.sql = sql;
    }

    Comparator<Place> places() {
      return switch (this) {
        case NEWEST_FIRST -> BY_TIME.reversed();
        case OLDEST_FIRST -> BY_TIME;
        case LOG -> BY_SEQUENCE;
      };
    }

    String sql() {
      return sql;
    }
  }
}
