package dev.remit.store.entity;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// How bytes lie in a segment: the length of the payload, the CRC32C of length and payload, both 32
/// bits and big-endian, then the payload: `j` and the bytes, or `z` and the bytes deflated (RFC
/// 1950), whichever is shorter.
final class Frame {
  static final int HEADER_BYTES = 8;
  private static final byte PLAIN = 'j';
  private static final byte DEFLATED = 'z';

  private Frame() {}

  static ByteBuffer write(byte[] content) {
    byte[] deflated = deflate(content);
    boolean shorter = deflated.length < content.length;
    byte[] chosen = shorter ? deflated : content;
    ByteBuffer frame = ByteBuffer.allocate(HEADER_BYTES + 1 + chosen.length);
    frame.putInt(1 + chosen.length).putInt(0).put(shorter ? DEFLATED : PLAIN).put(chosen);
    return frame.putInt(Integer.BYTES, checksum(frame.array(), 0)).flip();
  }

  private static byte[] deflate(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Deflater deflater = new Deflater();
        DeflaterOutputStream deflated = new DeflaterOutputStream(out, deflater, 1 << 14)) {
      deflated.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException("in memory", e);
    }
    return out.toByteArray();
  }

  /// Of the frame that begins at `start` of `bytes` and is whole.
  private static int checksum(byte[] bytes, int start) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, start, Integer.BYTES);
    crc.update(bytes, start + HEADER_BYTES, ByteBuffer.wrap(bytes).getInt(start));
    return (int) crc.getValue();
  }

  /// Whether a whole frame begins at `start` of `bytes`.
  static boolean isAt(byte[] bytes, int start) {
    int room = bytes.length - start - HEADER_BYTES;
    if (room < 1) {
      return false;
    }
    ByteBuffer header = ByteBuffer.wrap(bytes);
    int length = header.getInt(start);
    byte kind = bytes[start + HEADER_BYTES];
    return length >= 1
        && length <= room
        && (kind == PLAIN || kind == DEFLATED)
        && header.getInt(start + Integer.BYTES) == checksum(bytes, start);
  }

  /// What the whole `frame` holds; empty if that is more than `bytesMax` bytes, or not what it
  /// says.
  static Optional<byte[]> content(byte[] frame, int bytesMax) {
    int start = HEADER_BYTES + 1;
    InputStream payload = new ByteArrayInputStream(frame, start, frame.length - start);
    InputStream in = frame[HEADER_BYTES] == DEFLATED ? new InflaterInputStream(payload) : payload;
    try (in) {
      byte[] content = in.readNBytes(bytesMax + 1);
      return content.length > bytesMax ? Optional.empty() : Optional.of(content);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
