package dev.remit.store.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// A UUID as its 36 characters, written without a string on the way.
final class UuidText {
  static final int LENGTH = 36;
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private UuidText() {}

  static void append(UUID id, GrowingBytes out) {
    int start = out.grow(LENGTH);
    byte[] text = out.array();
    long second = digits(id.getMostSignificantBits());
    long third = digits(id.getLeastSignificantBits() >>> Integer.SIZE);
    LONGS.set(text, start, digits(id.getMostSignificantBits() >>> Integer.SIZE));
    text[start + 8] = '-';
    INTS.set(text, start + 9, (int) second);
    text[start + 13] = '-';
    INTS.set(text, start + 14, (int) (second >>> Integer.SIZE));
    text[start + 18] = '-';
    INTS.set(text, start + 19, (int) third);
    text[start + 23] = '-';
    INTS.set(text, start + 24, (int) (third >>> Integer.SIZE));
    LONGS.set(text, start + 28, digits(id.getLeastSignificantBits()));
  }

  /// The eight digits of the lower 32 bits, a byte each, the first one lowest: every four bits are
  /// spread to a byte, and those above nine are raised from the digits to the letters.
  private static long digits(long bits) {
    long spread = Long.expand(bits & 0xFFFF_FFFFL, 0x0F0F_0F0F_0F0F_0F0FL);
    long letters = (spread + 0x0606_0606_0606_0606L) >>> 4 & 0x0101_0101_0101_0101L;
    return Long.reverseBytes(spread + 0x3030_3030_3030_3030L + letters * ('a' - '9' - 1));
  }

  static UUID read(byte[] bytes, int start, int length) throws UnreadableParquet {
    String text = new String(bytes, start, length, StandardCharsets.ISO_8859_1);
    try {
      UUID id = UUID.fromString(text);
      if (length == LENGTH) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new UnreadableParquet("`" + text + "` is no UUID");
  }
}
