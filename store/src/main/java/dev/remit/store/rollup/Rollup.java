package dev.remit.store.rollup;

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
}
