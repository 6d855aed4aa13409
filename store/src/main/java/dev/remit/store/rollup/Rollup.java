package dev.remit.store.rollup;

import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.util.Objects;

/// What the rows of one key come to.
///
/// `count` counts the rows that are no duplicates, `duplicates` the others; `timed` are those of
/// `count` that have a latency, and `latencyNanos` is the sum of that, modulo 2^64. All are sums:
/// those of two files are added.
public record Rollup(RollupKey key, long count, long duplicates, long timed, long latencyNanos) {
  public Rollup {
    Objects.requireNonNull(key, "key");
    if (count < 0 || duplicates < 0 || timed < 0 || timed > count) {
      throw new IllegalArgumentException(
          "count " + count + ", duplicates " + duplicates + ", timed " + timed);
    }
  }

  /// Of one row.
  static Rollup of(RollupKey key, Row row) {
    if (row.flag(Column.DUPLICATE)) {
      return new Rollup(key, 0, 1, 0, 0);
    }
    boolean timed = row.has(Column.LATENCY_NANOS);
    return new Rollup(key, 1, 0, timed ? 1 : 0, timed ? row.whole(Column.LATENCY_NANOS) : 0);
  }

  /// Both together, under the key of this one.
  public Rollup plus(Rollup other) {
    return new Rollup(
        key,
        Math.addExact(count, other.count),
        Math.addExact(duplicates, other.duplicates),
        Math.addExact(timed, other.timed),
        latencyNanos + other.latencyNanos);
  }
}
