package dev.remit.store.query;

import java.util.List;
import java.util.Objects;

/// Which records, in which order, and how many of them at most.
public record Selection(List<Condition> conditions, Order order, long limit) {
  public Selection {
    conditions = List.copyOf(conditions);
    Objects.requireNonNull(order, "order");
    if (limit < 0) {
      throw new IllegalArgumentException("limit " + limit);
    }
  }

  /// All of them, as the log has them.
  public static Selection all(List<Condition> conditions) {
    return new Selection(conditions, Order.LOG, Long.MAX_VALUE);
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

    String sql() {
      return sql;
    }
  }
}
