package dev.remit.store.parquet;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// A UUID as its 36 characters, written without a string on the way.
final class UuidText {
  static final int LENGTH = 36;
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /// Groups of digits: how far down each begins in its half of the UUID, and where in the text.
  private static final int[] HIGH = {32, 8, 0, 16, 4, 9, 0, 4, 14};

  private static final int[] LOW = {48, 4, 19, 0, 12, 24};

  private UuidText() {}

  static void append(UUID id, GrowingBytes out) {
    int start = out.grow(LENGTH);
    byte[] text = out.array();
    half(id.getMostSignificantBits(), HIGH, text, start);
    half(id.getLeastSignificantBits(), LOW, text, start);
    text[start + 8] = '-';
    text[start + 13] = '-';
    text[start + 18] = '-';
    text[start + 23] = '-';
  }

  private static void half(long bits, int[] groups, byte[] text, int start) {
    for (int group = 0; group < groups.length; group += 3) {
      int digits = groups[group + 1];
      int at = start + groups[group + 2];
      for (int i = 0; i < digits; i++) {
        int shift = groups[group] + 4 * (digits - 1 - i);
        text[at + i] = DIGITS[(int) (bits >>> shift) & 0xF];
      }
    }
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
