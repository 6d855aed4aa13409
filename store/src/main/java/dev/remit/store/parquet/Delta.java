package dev.remit.store.parquet;

import java.util.Arrays;

/// Whole numbers as differences, packed as narrow as each 32 of them allow: small where numbers are
/// close to the ones before, as times and lengths are.
///
/// Source: Parquet format, Encodings.md, Delta Encoding (DELTA_BINARY_PACKED).
final class Delta {
  private static final int BLOCK = 128;
  private static final int MINIBLOCKS = 4;
  private static final int MINIBLOCK = BLOCK / MINIBLOCKS;

  private Delta() {}

  /// Appends `count` numbers. `narrow` says that they are of 32 bits, and so are their differences,
  /// which may wrap around.
  static void write(long[] values, int count, boolean narrow, GrowingBytes out) {
    out.putVarint(BLOCK);
    out.putVarint(MINIBLOCKS);
    out.putVarint(count);
    out.putZigzag(count == 0 ? 0 : values[0]);
    long[] deltas = new long[BLOCK];
    for (int start = 1; start < count; start += BLOCK) {
      int size = Math.min(BLOCK, count - start);
      for (int i = 0; i < size; i++) {
        long delta = values[start + i] - values[start + i - 1];
        deltas[i] = narrow ? (int) delta : delta;
      }
      writeBlock(deltas, size, narrow, out);
    }
  }

  private static void writeBlock(long[] deltas, int size, boolean narrow, GrowingBytes out) {
    long min = deltas[0];
    for (int i = 1; i < size; i++) {
      min = Math.min(min, deltas[i]);
    }
    for (int i = 0; i < size; i++) {
      long above = deltas[i] - min;
      deltas[i] = narrow ? above & 0xFFFF_FFFFL : above;
    }
    Arrays.fill(deltas, size, BLOCK, 0);
    out.putZigzag(min);
    int widths = out.grow(MINIBLOCKS);
    for (int mini = 0; mini < MINIBLOCKS; mini++) {
      int width = width(deltas, mini * MINIBLOCK);
      out.array()[widths + mini] = (byte) width;
      if (width > 0) {
        BitPacking.pack(deltas, mini * MINIBLOCK, MINIBLOCK, width, out);
      }
    }
  }

  private static int width(long[] deltas, int start) {
    long all = 0;
    for (int i = start; i < start + MINIBLOCK; i++) {
      all |= deltas[i];
    }
    return Long.SIZE - Long.numberOfLeadingZeros(all);
  }

  /// Reads exactly `count` numbers.
  static long[] read(PageBytes in, int count, boolean narrow) throws UnreadableParquet {
    if (in.varint() != BLOCK || in.varint() != MINIBLOCKS || in.varint() != count) {
      throw new UnreadableParquet("a page of differences is not laid out as we write them");
    }
    long first = in.zigzag();
    // Room for whole blocks, so that padding needs no care.
    long[] values = new long[count + BLOCK];
    values[0] = narrow ? (int) first : first;
    for (int start = 1; start < count; start += BLOCK) {
      readBlock(in, values, start, Math.min(BLOCK, count - start), narrow);
    }
    return values;
  }

  private static void readBlock(PageBytes in, long[] values, int start, int size, boolean narrow)
      throws UnreadableParquet {
    long min = in.zigzag();
    int widths = in.skip(MINIBLOCKS);
    for (int mini = 0; mini * MINIBLOCK < size; mini++) {
      int width = in.array()[widths + mini];
      if (width < 0 || width > Long.SIZE) {
        throw new UnreadableParquet("a difference has " + (width & 0xFF) + " bits");
      }
      int packed = in.skip(width * MINIBLOCK / Byte.SIZE);
      BitPacking.unpack(in.array(), packed, width, values, start + mini * MINIBLOCK, MINIBLOCK);
    }
    for (int i = start; i < start + size; i++) {
      long value = values[i - 1] + min + values[i];
      values[i] = narrow ? (int) value : value;
    }
  }
}
