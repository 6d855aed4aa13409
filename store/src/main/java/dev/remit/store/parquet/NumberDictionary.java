package dev.remit.store.parquet;

import java.util.Arrays;

/// Numbers by index, in the order in which they first came. For one thread.
final class NumberDictionary {
  private static final int FIRST_SLOTS = 256;

  private long[] entries = new long[FIRST_SLOTS / 2];
  private int size;

  /// Open addressing: an index plus one, or 0; at most half full.
  private int[] slots = new int[FIRST_SLOTS];

  int size() {
    return size;
  }

  long get(int index) {
    return entries[index];
  }

  int indexOf(long value) {
    int mask = slots.length - 1;
    int slot = hash(value) & mask;
    for (int found = slots[slot]; found != 0; found = slots[slot]) {
      if (entries[found - 1] == value) {
        return found - 1;
      }
      slot = (slot + 1) & mask;
    }
    return append(value, slot);
  }

  private int append(long value, int slot) {
    entries[size++] = value;
    slots[slot] = size;
    if (size == entries.length) {
      widen();
    }
    return size - 1;
  }

  private void widen() {
    entries = Arrays.copyOf(entries, size * 2);
    slots = new int[size * 4];
    int mask = slots.length - 1;
    for (int i = 0; i < size; i++) {
      int slot = hash(entries[i]) & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = i + 1;
    }
  }

  private static int hash(long value) {
    long mixed = value * 0x9E37_79B9_7F4A_7C15L;
    return (int) (mixed >>> 32) ^ (int) (mixed >>> 52);
  }

  void clear() {
    Arrays.fill(slots, 0);
    size = 0;
  }
}
