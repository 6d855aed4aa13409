package dev.remit.pdp.flow;

import java.util.Arrays;
import java.util.Collection;

/// Keys that are asked for often and never change. `O(log size)`.
final class KeySet {
  static final KeySet EMPTY = new KeySet(new long[0]);

  private final long[] sorted;

  private KeySet(long[] sorted) {
    this.sorted = sorted;
  }

  static KeySet of(Collection<Long> keys) {
    return new KeySet(keys.stream().mapToLong(Long::longValue).sorted().distinct().toArray());
  }

  boolean has(long key) {
    return Arrays.binarySearch(sorted, key) >= 0;
  }

  KeySet and(KeySet other) {
    long[] both = Arrays.copyOf(sorted, sorted.length + other.sorted.length);
    System.arraycopy(other.sorted, 0, both, sorted.length, other.sorted.length);
    return new KeySet(Arrays.stream(both).sorted().distinct().toArray());
  }

  long bytes() {
    return (long) Long.BYTES * sorted.length;
  }

  boolean isEmpty() {
    return sorted.length == 0;
  }
}
