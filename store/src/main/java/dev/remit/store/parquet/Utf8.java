package dev.remit.store.parquet;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/// Encodes texts behind each other without an array for each, and refuses what UTF-8 cannot hold.
/// For one thread.
final class Utf8 {
  /// Characters that are encoded at once.
  private static final int PIECE = 4096;

  private static final int BYTES_PER_CHAR_MAX = 3;

  private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
  private final char[] piece = new char[PIECE];
  private final CharBuffer chars = CharBuffer.wrap(piece);

  void append(String text, GrowingBytes out) {
    int length = text.length();
    requireShort(length);
    int before = out.length();
    encoder.reset();
    for (int at = 0; at < length; at += chars.position()) {
      int count = Math.min(PIECE, length - at);
      text.getChars(at, at + count, piece, 0);
      chars.clear().limit(count);
      encode(at + count == length, count * BYTES_PER_CHAR_MAX, out);
    }
    requireShort(out.length() - before);
  }

  private void encode(boolean last, int room, GrowingBytes out) {
    int start = out.grow(room);
    ByteBuffer bytes = ByteBuffer.wrap(out.array(), start, room);
    if (encoder.encode(chars, bytes, last).isError()) {
      throw new IllegalArgumentException("a text has half a character (an unpaired surrogate)");
    }
    out.shrink(bytes.position());
  }

  private static void requireShort(int length) {
    if (length > ParquetLimits.VALUE_BYTES_MAX) {
      throw new IllegalArgumentException(
          "a text is " + length + " long; at most " + ParquetLimits.VALUE_BYTES_MAX + " bytes");
    }
  }
}
