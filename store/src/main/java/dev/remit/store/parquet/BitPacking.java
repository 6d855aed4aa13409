package dev.remit.store.parquet;

/// Numbers of equal width, back to back from the lowest bit of each byte up.
final class BitPacking {
  private BitPacking() {}

  /// Appends `count` numbers from `start` of `values`, those beyond `end` as zeros.
  static void pack(int[] values, int start, int end, int count, int width, GrowingBytes out) {
    int at = out.grow((int) (((long) count * width + 7) / 8));
    byte[] bytes = out.array();
    long pending = 0;
    int bits = 0;
    for (int i = start; i < start + count; i++) {
      long value = i < end ? values[i] & 0xFFFF_FFFFL : 0;
      pending |= value << bits;
      bits += width;
      while (bits >= Byte.SIZE) {
        bytes[at++] = (byte) pending;
        pending >>>= Byte.SIZE;
        bits -= Byte.SIZE;
      }
    }
    if (bits > 0) {
      bytes[at] = (byte) pending;
    }
  }

  /// The same for numbers of up to 64 bits; `count` is a multiple of 8.
  static void pack(long[] values, int start, int count, int width, GrowingBytes out) {
    int at = out.grow(count / Byte.SIZE * width);
    byte[] bytes = out.array();
    long pending = 0;
    int bits = 0;
    for (int i = start; i < start + count; i++) {
      long value = values[i];
      pending |= value << bits;
      int taken = Math.min(width, Long.SIZE - bits);
      bits += taken;
      while (bits >= Byte.SIZE) {
        bytes[at++] = (byte) pending;
        pending >>>= Byte.SIZE;
        bits -= Byte.SIZE;
      }
      if (taken < width) {
        pending |= (value >>> taken) << bits;
        bits += width - taken;
      }
    }
    while (bits > 0) {
      bytes[at++] = (byte) pending;
      pending >>>= Byte.SIZE;
      bits -= Byte.SIZE;
    }
  }

  /// Reads `count` numbers; the caller has checked that their bytes are there.
  static void unpack(byte[] bytes, int offset, int width, long[] to, int start, int count) {
    long bit = (long) offset * Byte.SIZE;
    for (int i = start; i < start + count; i++) {
      to[i] = number(bytes, bit, width);
      bit += width;
    }
  }

  static void unpack(byte[] bytes, int offset, int width, int[] to, int start, int count) {
    long bit = (long) offset * Byte.SIZE;
    for (int i = start; i < start + count; i++) {
      to[i] = (int) number(bytes, bit, width);
      bit += width;
    }
  }

  private static long number(byte[] bytes, long bit, int width) {
    long number = 0;
    int at = (int) (bit >>> 3);
    int read = -(int) (bit & 7);
    while (read < width) {
      long next = bytes[at++] & 0xFF;
      number |= read < 0 ? next >>> -read : next << read;
      read += Byte.SIZE;
    }
    return width == Long.SIZE ? number : number & ((1L << width) - 1);
  }
}
