package dev.remit.insight.observe.intake;

/// A set of 128-bit numbers in two words each. For one thread.
final class IdSet {
  private static final int CAPACITY_MIN = 64;

  private long[] words = new long[2 * CAPACITY_MIN];
  private boolean holdsZero;
  private int size;

  int size() {
    return size;
  }

  boolean contains(long high, long low) {
    return (high | low) == 0 ? holdsZero : find(words, high, low) < 0;
  }

  /// False if it was there.
  boolean add(long high, long low) {
    if ((high | low) == 0) {
      boolean isNew = !holdsZero;
      holdsZero = true;
      size += isNew ? 1 : 0;
      return isNew;
    }
    int place = find(words, high, low);
    if (place < 0) {
      return false;
    }
    words[place] = high;
    words[place + 1] = low;
    size++;
    if (4 * size > words.length) {
      grow();
    }
    return true;
  }

  private void grow() {
    long[] larger = new long[2 * words.length];
    for (int i = 0; i < words.length; i += 2) {
      if ((words[i] | words[i + 1]) != 0) {
        int place = find(larger, words[i], words[i + 1]);
        larger[place] = words[i];
        larger[place + 1] = words[i + 1];
      }
    }
    words = larger;
  }

  /// The free place for a number, or -1 where it is there.
  private static int find(long[] words, long high, long low) {
    int mask = words.length - 2;
    int i = (int) (low << 1) & mask;
    while ((words[i] | words[i + 1]) != 0) {
      if (words[i] == high && words[i + 1] == low) {
        return -1;
      }
      i = (i + 2) & mask;
    }
    return i;
  }
}
