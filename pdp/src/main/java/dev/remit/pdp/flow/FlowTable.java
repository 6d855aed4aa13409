package dev.remit.pdp.flow;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is known of values, by their keys: a grade, and as bits the sources they were found in. For
/// one thread at a time.
///
/// Open addressing, about 20 bytes an entry, at most three quarters full.
final class FlowTable {
  private static final int CAPACITY_FIRST = 64;
  private static final int GROWTH = 4;

  /// The key 0 marks a free place; a value that has it gets this one.
  private static final long ZERO = 0x9e3779b97f4a7c15L;

  private final int entriesMax;
  private long[] keys = new long[CAPACITY_FIRST];
  private long[] sources = new long[CAPACITY_FIRST];
  private @Nullable Grade[] grades = new Grade[CAPACITY_FIRST];
  private int size;

  FlowTable(int entriesMax) {
    this.entriesMax = entriesMax;
  }

  FlowTable copy() {
    FlowTable copy = new FlowTable(entriesMax);
    copy.keys = keys.clone();
    copy.sources = sources.clone();
    copy.grades = grades.clone();
    copy.size = size;
    return copy;
  }

  long bytes() {
    return (2L * Long.BYTES + Integer.BYTES) * keys.length;
  }

  /// Raises what is known of a key. Once the table is full, new keys stay unknown.
  void put(long key, Grade grade, long source) {
    long wanted = key == 0 ? ZERO : key;
    int at = find(wanted);
    if (keys[at] == 0) {
      if (size == entriesMax) {
        return;
      }
      if (size + 1 > keys.length - keys.length / GROWTH) {
        grow();
        at = find(wanted);
      }
      keys[at] = wanted;
      size++;
    }
    Grade known = grades[at];
    grades[at] = known == null || known.compareTo(grade) < 0 ? grade : known;
    sources[at] |= source;
  }

  /// Where a key is, or negative.
  int indexOf(long key) {
    int at = find(key == 0 ? ZERO : key);
    return keys[at] == 0 ? -1 : at;
  }

  Grade gradeAt(int index) {
    return Objects.requireNonNull(grades[index]);
  }

  long sourcesAt(int index) {
    return sources[index];
  }

  int size() {
    return size;
  }

  private int find(long key) {
    int at = (int) (key ^ key >>> 32) & keys.length - 1;
    while (keys[at] != 0 && keys[at] != key) {
      at = at + 1 & keys.length - 1;
    }
    return at;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldSources = sources;
    @Nullable Grade[] oldGrades = grades;
    int capacity = keys.length * 2;
    keys = new long[capacity];
    sources = new long[capacity];
    grades = new Grade[capacity];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int at = find(oldKeys[i]);
        keys[at] = oldKeys[i];
        sources[at] = oldSources[i];
        grades[at] = oldGrades[i];
      }
    }
  }
}
