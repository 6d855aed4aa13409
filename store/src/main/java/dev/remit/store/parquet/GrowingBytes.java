package dev.remit.store.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Bytes that are appended to, little-endian as the format is. For one thread.
final class GrowingBytes {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int FIRST_CAPACITY = 256;

  private byte[] bytes = new byte[FIRST_CAPACITY];
  private int length;

  int length() {
    return length;
  }

  /// What is behind [#length] has no meaning; the next append may replace the array.
  byte[] array() {
    return bytes;
  }

  byte[] copy(int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  void clear() {
    length = 0;
  }

  /// Makes room for `count` more bytes and returns where they begin; the caller fills them.
  int grow(int count) {
    int start = length;
    reserve(count);
    length = start + count;
    return start;
  }

  /// Takes back what was appended beyond `newLength`.
  void shrink(int newLength) {
    length = newLength;
  }

  private void reserve(int count) {
    int needed = Math.addExact(length, count);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, needed * 2L));
    }
  }

  void put(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  void putInt(int value) {
    int at = grow(Integer.BYTES);
    INTS.set(bytes, at, value);
  }

  void setInt(int at, int value) {
    INTS.set(bytes, at, value);
  }

  void putLong(long value) {
    int at = grow(Long.BYTES);
    LONGS.set(bytes, at, value);
  }

  void put(byte[] from) {
    put(from, 0, from.length);
  }

  void put(byte[] from, int offset, int count) {
    reserve(count);
    System.arraycopy(from, offset, bytes, length, count);
    length += count;
  }

  /// Unsigned LEB128: seven bits a byte, the lowest first.
  void putVarint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      put((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    put((int) rest);
  }

  void putZigzag(long value) {
    putVarint((value << 1) ^ (value >> 63));
  }

  /// The lowest `width` bits of `value`, in whole bytes.
  void putBits(int value, int width) {
    for (int bit = 0; bit < width; bit += Byte.SIZE) {
      put(value >>> bit);
    }
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
  }
}
