package dev.remit.store.parquet;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Texts or UUIDs by index, in the order in which they first came. A value that is known already is
/// found by its hash, and not encoded again. For one thread.
final class TextDictionary {
  private static final int FIRST_SLOTS = 256;

  private final Texts texts = new Texts();
  private @Nullable Object[] entries = new @Nullable Object[FIRST_SLOTS / 2];

  /// Open addressing: a hash above, an index plus one below, or 0; at most half full.
  private long[] slots = new long[FIRST_SLOTS];

  private @Nullable Object last;
  private int lastIndex;

  Texts texts() {
    return texts;
  }

  int size() {
    return texts.size();
  }

  int indexOf(Object value) {
    // Most columns of a log repeat themselves from row to row.
    if (value.equals(last)) {
      return lastIndex;
    }
    last = value;
    lastIndex = find(value);
    return lastIndex;
  }

  private int find(Object value) {
    int hash = mix(value.hashCode());
    int mask = slots.length - 1;
    int at = hash & mask;
    for (long slot = slots[at]; slot != 0; slot = slots[at]) {
      int index = (int) slot - 1;
      if ((int) (slot >>> Integer.SIZE) == hash && value.equals(entries[index])) {
        return index;
      }
      at = (at + 1) & mask;
    }
    return append(value, hash, at);
  }

  private int append(Object value, int hash, int at) {
    int index = texts.size();
    texts.add(value);
    entries[index] = value;
    slots[at] = (long) hash << Integer.SIZE | (index + 1);
    if (index + 1 == entries.length) {
      widen();
    }
    return index;
  }

  private void widen() {
    long[] old = slots;
    entries = Arrays.copyOf(entries, entries.length * 2);
    slots = new long[old.length * 2];
    int mask = slots.length - 1;
    for (long slot : old) {
      if (slot != 0) {
        int at = (int) (slot >>> Integer.SIZE) & mask;
        while (slots[at] != 0) {
          at = (at + 1) & mask;
        }
        slots[at] = slot;
      }
    }
  }

  private static int mix(int hash) {
    int mixed = hash * 0x9E37_79B9;
    return mixed ^ mixed >>> 16;
  }

  void clear() {
    Arrays.fill(entries, 0, size(), null);
    Arrays.fill(slots, 0);
    texts.clear();
    last = null;
  }
}
