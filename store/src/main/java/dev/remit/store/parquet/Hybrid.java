package dev.remit.store.parquet;

import java.util.Arrays;

/// Small numbers as runs: of one value, or of eight and more that are packed. Levels and indexes
/// into a dictionary are written so.
///
/// Source: Parquet format, Encodings.md, Run Length Encoding / Bit-Packing Hybrid.
final class Hybrid {
  /// Equal values from which a run of one value is shorter than packing them, and the grain of
  /// packed runs.
  private static final int GROUP = 8;

  private Hybrid() {}

  /// The bits that the numbers up to `max` need.
  static int width(int max) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(max);
  }

  static void write(int[] values, int count, int width, GrowingBytes out) {
    // INVARIANT: from `packed` to `i` is a whole number of groups.
    int packed = 0;
    int i = 0;
    while (i < count) {
      int run = run(values, i, count);
      if (run >= GROUP) {
        writePacked(values, packed, i, width, out);
        out.putVarint((long) run << 1);
        out.putBits(values[i], width);
        i += run;
        packed = i;
      } else {
        i = Math.min(i + GROUP, count);
      }
    }
    writePacked(values, packed, count, width, out);
  }

  private static int run(int[] values, int start, int count) {
    int value = values[start];
    int end = start + 1;
    while (end < count && values[end] == value) {
      end++;
    }
    return end - start;
  }

  private static void writePacked(int[] values, int start, int end, int width, GrowingBytes out) {
    if (start == end) {
      return;
    }
    int groups = (end - start + GROUP - 1) / GROUP;
    out.putVarint((long) groups << 1 | 1);
    BitPacking.pack(values, start, end, groups * GROUP, width, out);
  }

  /// Reads `count` numbers, none above `max`.
  static int[] read(PageBytes in, int count, int width, int max) throws UnreadableParquet {
    int[] values = new int[count];
    int at = 0;
    while (at < count) {
      long header = in.varint();
      long run = header >>> 1;
      at +=
          (header & 1) == 0
              ? repeat(in, run, width, values, at)
              : unpack(in, run, width, values, at);
    }
    for (int value : values) {
      if (value < 0 || value > max) {
        throw new UnreadableParquet("a level or an index is " + value + ", above " + max);
      }
    }
    return values;
  }

  private static int repeat(PageBytes in, long run, int width, int[] values, int at)
      throws UnreadableParquet {
    if (run < 1 || run > values.length - at) {
      throw new UnreadableParquet(
          "a run is " + run + " long, where " + (values.length - at) + " are left");
    }
    Arrays.fill(values, at, at + (int) run, in.bits(width));
    return (int) run;
  }

  private static int unpack(PageBytes in, long groups, int width, int[] values, int at)
      throws UnreadableParquet {
    int left = values.length - at;
    if (groups < 1 || groups > (left + GROUP - 1) / GROUP) {
      throw new UnreadableParquet(
          "a run is " + groups + " groups long, where " + left + " are left");
    }
    int start = in.skip((int) (groups * width));
    int taken = (int) Math.min(left, groups * GROUP);
    BitPacking.unpack(in.array(), start, width, values, at, taken);
    return taken;
  }
}
