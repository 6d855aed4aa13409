package dev.remit.store.parquet;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Texts or UUIDs by index, in the order in which they first came. A value that is known already is
/// found by its hash, and not encoded again. For one thread.
final class TextDictionary {
  private static final int FIRST_SLOTS = 256;

  private final Texts texts = new Texts();
  private @Nullable Object[] entries = new @Nullable Object[FIRST_SLOTS / 2];

  /// Open addressing: an index plus one, or 0; at most half full. Beside each its hash.
  private int[] slots = new int[FIRST_SLOTS];

  private int[] hashes = new int[FIRST_SLOTS];

  Texts texts() {
    return texts;
  }

  int size() {
    return texts.size();
  }

  int indexOf(Object value) {
    int hash = mix(value.hashCode());
    int mask = slots.length - 1;
    int slot = hash & mask;
    for (int found = slots[slot]; found != 0; found = slots[slot]) {
      if (hashes[slot] == hash && value.equals(entries[found - 1])) {
        return found - 1;
      }
      slot = (slot + 1) & mask;
    }
    return append(value, hash, slot);
  }

  private int append(Object value, int hash, int slot) {
    int index = texts.size();
    texts.add(value);
    entries[index] = value;
    slots[slot] = index + 1;
    hashes[slot] = hash;
    if (index + 1 == entries.length) {
      widen();
    }
    return index;
  }

  private void widen() {
    int[] oldSlots = slots;
    int[] oldHashes = hashes;
    entries = Arrays.copyOf(entries, entries.length * 2);
    slots = new int[oldSlots.length * 2];
    hashes = new int[slots.length];
    int mask = slots.length - 1;
    for (int old = 0; old < oldSlots.length; old++) {
      if (oldSlots[old] != 0) {
        int slot = oldHashes[old] & mask;
        while (slots[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        slots[slot] = oldSlots[old];
        hashes[slot] = oldHashes[old];
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
  }
}
