package dev.remit.store.row;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/// A buffer that grows as it is written: numbers with their high byte first, or as varints of seven
/// bits a byte, low bits first. Used by one thread.
public final class Bytes {
  private static final int CAPACITY = 4096;
  private static final int VARINT_BITS = 7;
  private static final int VARINT_MORE = 0x80;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = new byte[CAPACITY];
  private int size;

  public int size() {
    return size;
  }

  /// Forgets what was written after the first `newSize` bytes.
  public void truncate(int newSize) {
    if (newSize < 0 || newSize > size) {
      throw new IllegalArgumentException("size " + newSize + " of " + size);
    }
    size = newSize;
  }

  public void clear() {
    size = 0;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), 2 * bytes.length));
    }
  }

  public void put(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  public void put(byte[] value) {
    put(value, 0, value.length);
  }

  public void put(byte[] value, int start, int length) {
    reserve(length);
    System.arraycopy(value, start, bytes, size, length);
    size += length;
  }

  public void putInt(int value) {
    reserve(Integer.BYTES);
    INTS.set(bytes, size, value);
    size += Integer.BYTES;
  }

  public void putLong(long value) {
    reserve(Long.BYTES);
    LONGS.set(bytes, size, value);
    size += Long.BYTES;
  }

  public void putUuid(UUID value) {
    putLong(value.getMostSignificantBits());
    putLong(value.getLeastSignificantBits());
  }

  /// `value` is not negative.
  public void putVarint(long value) {
    reserve(Long.BYTES + 2);
    long rest = value;
    while (rest >= VARINT_MORE) {
      bytes[size++] = (byte) (rest | VARINT_MORE);
      rest >>>= VARINT_BITS;
    }
    bytes[size++] = (byte) rest;
  }

  /// A number near 0 on either side.
  public void putSigned(long value) {
    reserve(Long.BYTES + 2);
    long rest = (value << 1) ^ (value >> (Long.SIZE - 1));
    while ((rest & ~(VARINT_MORE - 1L)) != 0) {
      bytes[size++] = (byte) (rest | VARINT_MORE);
      rest >>>= VARINT_BITS;
    }
    bytes[size++] = (byte) rest;
  }

  /// In UTF-8, after its length in bytes as four of them.
  public void putText(String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    putInt(text.length);
    put(text);
  }

  /// Writes a number over four bytes that were written before.
  public void setInt(int position, int value) {
    ByteBuffer.wrap(bytes, 0, size).putInt(position, value);
  }

  public byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  /// What was written, as long as nothing more is.
  public ByteBuffer view() {
    return ByteBuffer.wrap(bytes, 0, size);
  }

  /// The array behind this, of which [#size] bytes count, as long as nothing more is written.
  public byte[] array() {
    return bytes;
  }
}
