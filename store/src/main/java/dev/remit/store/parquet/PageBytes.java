package dev.remit.store.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Bytes that are read from front to end, never beyond it. For one thread.
final class PageBytes {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final int end;
  private int at;

  PageBytes(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  PageBytes(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  byte[] array() {
    return bytes;
  }

  int position() {
    return at;
  }

  int left() {
    return end - at;
  }

  /// Passes over `count` bytes and returns where they begin.
  int skip(int count) throws UnreadableParquet {
    if (count < 0 || count > end - at) {
      throw new UnreadableParquet(count + " bytes are due where " + (end - at) + " are left");
    }
    int start = at;
    at += count;
    return start;
  }

  /// The next `count` bytes as a part of their own.
  PageBytes part(int count) throws UnreadableParquet {
    int start = skip(count);
    return new PageBytes(bytes, start, start + count);
  }

  int unsignedByte() throws UnreadableParquet {
    return bytes[skip(1)] & 0xFF;
  }

  int fixedInt() throws UnreadableParquet {
    return (int) INTS.get(bytes, skip(Integer.BYTES));
  }

  long fixedLong() throws UnreadableParquet {
    return (long) LONGS.get(bytes, skip(Long.BYTES));
  }

  /// Unsigned LEB128 of at most 64 bits.
  long varint() throws UnreadableParquet {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = unsignedByte();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new UnreadableParquet("a number has more than 64 bits");
  }

  long zigzag() throws UnreadableParquet {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  /// A varint that counts something: at most `max`.
  int count(int max) throws UnreadableParquet {
    long value = varint();
    if (value < 0 || value > max) {
      throw new UnreadableParquet("a count is " + value + ", above " + max);
    }
    return (int) value;
  }

  /// `width` bits in whole bytes, the inverse of [GrowingBytes#putBits].
  int bits(int width) throws UnreadableParquet {
    int value = 0;
    for (int bit = 0; bit < width; bit += Byte.SIZE) {
      value |= unsignedByte() << bit;
    }
    return value;
  }
}
