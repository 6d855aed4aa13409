package dev.remit.store.row;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;

/// Reads what [Bytes] wrote, from a range of an array. Whatever does not fit in the range is
/// [DamagedBytes]; nothing is allocated for a length that the range cannot hold. Used by one
/// thread.
public final class ByteInput {
  private static final int VARINT_BITS = 7;
  private static final int VARINT_MORE = 0x80;
  private static final int BYTE = 0xFF;

  private final byte[] bytes;
  private final int end;
  private int position;

  public ByteInput(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  public ByteInput(byte[] bytes, int start, int length) {
    Objects.checkFromIndexSize(start, length, bytes.length);
    this.bytes = bytes;
    this.position = start;
    this.end = start + length;
  }

  public int remaining() {
    return end - position;
  }

  private void require(long length) throws DamagedBytes {
    if (length < 0 || length > remaining()) {
      throw new DamagedBytes("ends too early");
    }
  }

  public int read() throws DamagedBytes {
    require(1);
    return bytes[position++] & BYTE;
  }

  public byte[] readBytes(int length) throws DamagedBytes {
    require(length);
    byte[] read = Arrays.copyOfRange(bytes, position, position + length);
    position += length;
    return read;
  }

  public int readInt() throws DamagedBytes {
    require(Integer.BYTES);
    int value = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      value = (value << Byte.SIZE) | (bytes[position++] & BYTE);
    }
    return value;
  }

  public long readLong() throws DamagedBytes {
    require(Long.BYTES);
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = (value << Byte.SIZE) | (bytes[position++] & BYTE);
    }
    return value;
  }

  public UUID readUuid() throws DamagedBytes {
    return new UUID(readLong(), readLong());
  }

  /// What [Bytes#putVarint] wrote; never negative.
  public long readVarint() throws DamagedBytes {
    long value = readBits();
    if (value < 0) {
      throw new DamagedBytes("holds a number that is too large");
    }
    return value;
  }

  public long readSigned() throws DamagedBytes {
    long value = readBits();
    return (value >>> 1) ^ -(value & 1);
  }

  private long readBits() throws DamagedBytes {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += VARINT_BITS) {
      int next = read();
      value |= (long) (next & (VARINT_MORE - 1)) << shift;
      if (next < VARINT_MORE) {
        return value;
      }
    }
    throw new DamagedBytes("holds a number that does not end");
  }

  /// A count or a length that is at most `max`.
  public int readCount(int max) throws DamagedBytes {
    long value = readVarint();
    if (value > max) {
      throw new DamagedBytes("holds " + value + " where at most " + max + " can be");
    }
    return (int) value;
  }

  /// The next `length` bytes as UTF-8.
  public String readText(int length) throws DamagedBytes {
    require(length);
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return text;
  }
}
