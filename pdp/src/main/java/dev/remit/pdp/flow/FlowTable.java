package dev.remit.pdp.flow;

import java.util.List;

/// What is known of values, by their keys: a grade, and as bits the sources they were found in. For
/// one thread at a time.
///
/// Open addressing, 16 bytes an entry, at most three quarters full. The key of an entry and what is
/// known of it are neighbours: there are many tasks, and looking up is waiting for their memory.
final class FlowTable {
  private static final int CAPACITY_FIRST = 64;
  private static final int GROWTH = 4;

  /// Longs of an entry.
  private static final int WIDTH = 2;

  /// The key 0 marks a free place; a value that has it gets this one.
  private static final long ZERO = 0x9e3779b97f4a7c15L;

  private static final List<Grade> GRADES = List.of(Grade.values());

  // Sources are below the grade.
  private static final int GRADE_SHIFT = FlowLimits.SOURCES_MAX + 1;
  private static final long SOURCES = (1L << GRADE_SHIFT) - 1;

  private final int entriesMax;
  private long[] entries = new long[WIDTH * CAPACITY_FIRST];
  private int size;

  FlowTable(int entriesMax) {
    this.entriesMax = entriesMax;
  }

  FlowTable copy() {
    FlowTable copy = new FlowTable(entriesMax);
    copy.entries = entries.clone();
    copy.size = size;
    return copy;
  }

  long bytes() {
    return (long) Long.BYTES * entries.length;
  }

  /// Raises what is known of a key. Once the table is full, new keys stay unknown.
  void put(long key, Grade grade, long source) {
    long wanted = key == 0 ? ZERO : key;
    int at = find(wanted);
    if (entries[at] == 0) {
      if (size == entriesMax) {
        return;
      }
      int capacity = entries.length / WIDTH;
      if (size + 1 > capacity - capacity / GROWTH) {
        grow();
        at = find(wanted);
      }
      entries[at] = wanted;
      size++;
    }
    long known = entries[at + 1];
    long best = Math.max(known >>> GRADE_SHIFT, grade.compareTo(Grade.UNKNOWN));
    entries[at + 1] = best << GRADE_SHIFT | ((known | source) & SOURCES);
  }

  /// Where a key is, or negative.
  int indexOf(long key) {
    int at = find(key == 0 ? ZERO : key);
    return entries[at] == 0 ? -1 : at;
  }

  Grade gradeAt(int index) {
    return GRADES.get((int) (entries[index + 1] >>> GRADE_SHIFT));
  }

  long sourcesAt(int index) {
    return entries[index + 1] & SOURCES;
  }

  int size() {
    return size;
  }

  private int find(long key) {
    int last = entries.length - WIDTH;
    int at = (int) (key ^ key >>> 32) * WIDTH & last;
    while (entries[at] != 0 && entries[at] != key) {
      at = at + WIDTH & last;
    }
    return at;
  }

  private void grow() {
    long[] old = entries;
    entries = new long[2 * old.length];
    for (int i = 0; i < old.length; i += WIDTH) {
      if (old[i] != 0) {
        int at = find(old[i]);
        entries[at] = old[i];
        entries[at + 1] = old[i + 1];
      }
    }
  }
}
