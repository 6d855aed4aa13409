package dev.remit.cedar.value;

import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Tells whether something is an element of a sorted array: by a hash table with open addressing,
/// at most half full, and where hashes were chosen to collide in it, by binary search of the array.
///
/// Looks at [#PROBES_MAX] elements at most, and then at one for each doubling of the size.
final class HashIndex<E> {
  static final int PROBES_MAX = 16;
  private static final int SPREAD = 0x9E3779B9;

  private final E[] sorted;
  private final Comparator<? super E> order;

  /// Holds what has its place, or one of the next [#PROBES_MAX], free.
  private final @Nullable Object[] table;

  /// `sorted` is kept, not copied; it is without duplicates and in ascending `order`, which agrees
  /// with `equals`.
  HashIndex(E[] sorted, Comparator<? super E> order) {
    this.sorted = sorted;
    this.order = order;
    this.table = new Object[Integer.highestOneBit(Math.max(1, sorted.length)) << 2];
    for (E element : sorted) {
      put(element);
    }
  }

  private void put(E element) {
    int place = place(element);
    for (int probes = 0; probes < PROBES_MAX; probes++) {
      if (table[place] == null) {
        table[place] = element;
        return;
      }
      place = next(place);
    }
  }

  private int place(E element) {
    int hash = element.hashCode() * SPREAD;
    return (hash ^ hash >>> 16) & (table.length - 1);
  }

  private int next(int place) {
    return (place + 1) & (table.length - 1);
  }

  boolean contains(E sought) {
    int place = place(sought);
    for (int probes = 0; probes < PROBES_MAX; probes++) {
      Object found = table[place];
      if (found == null) {
        return false;
      }
      if (found.equals(sought)) {
        return true;
      }
      place = next(place);
    }
    return Arrays.binarySearch(sorted, sought, order) >= 0;
  }
}
