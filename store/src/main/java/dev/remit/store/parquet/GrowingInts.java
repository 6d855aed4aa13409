package dev.remit.store.parquet;

import java.util.Arrays;

/// Numbers that are appended to. For one thread.
final class GrowingInts {
  private static final int FIRST_CAPACITY = 64;

  private int[] values = new int[FIRST_CAPACITY];
  private int size;

  int size() {
    return size;
  }

  int get(int index) {
    return values[index];
  }

  /// What is behind [#size] has no meaning; the next append may replace the array.
  int[] array() {
    return values;
  }

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  void clear() {
    size = 0;
  }
}
