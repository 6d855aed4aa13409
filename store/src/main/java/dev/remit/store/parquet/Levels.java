package dev.remit.store.parquet;

import java.util.Arrays;

/// The levels of a page under way: for each value whether it is there, or whether it continues a
/// list. While all are the highest, which is the common case, they are only counted.
final class Levels {
  private final int max;
  private final GrowingInts levels = new GrowingInts();
  private int highest;

  Levels(int max) {
    this.max = max;
  }

  void add(int level) {
    if (level == max && levels.size() == 0) {
      highest++;
    } else {
      levels.add(level);
    }
  }

  int count() {
    return highest + levels.size();
  }

  /// Appends the page's levels with their length before them, and forgets them. Nothing is written
  /// where there is but one level.
  void endPage(GrowingBytes out) {
    if (max > 0) {
      int start = out.grow(Integer.BYTES);
      int width = Hybrid.width(max);
      if (levels.size() == 0) {
        out.putVarint((long) highest << 1);
        out.putBits(max, width);
      } else {
        Hybrid.write(all(), count(), width, out);
      }
      out.setInt(start, out.length() - start - Integer.BYTES);
    }
    levels.clear();
    highest = 0;
  }

  private int[] all() {
    if (highest == 0) {
      return levels.array();
    }
    int[] all = new int[count()];
    Arrays.fill(all, 0, highest, max);
    System.arraycopy(levels.array(), 0, all, highest, levels.size());
    return all;
  }

  /// Reads `count` levels of a page.
  static int[] read(PageBytes in, int count, int max) throws UnreadableParquet {
    if (max == 0) {
      return new int[count];
    }
    return Hybrid.read(in.part(in.fixedInt()), count, Hybrid.width(max), max);
  }
}
