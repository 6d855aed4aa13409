package dev.remit.pdp.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Ids that sort by time. Source: RFC 9562, section 5.7.
public final class UuidV7 {
  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private UuidV7() {}

  /// `epochMillis` within 48 bits; 74 bits are drawn from `random`.
  public static UUID of(long epochMillis, RandomGenerator random) {
    long high = (epochMillis << 16) | VERSION | (random.nextLong() & 0xFFFL);
    long low = VARIANT | (random.nextLong() >>> 2);
    return new UUID(high, low);
  }

  /// The id of what is said of `subject` once: the same each time, with the time of `subject`. All
  /// other digits follow from both by SHA-256, so that no two are equal.
  public static UUID of(UUID subject, String said) {
    ByteBuffer digest = ByteBuffer.wrap(digest(subject + " " + said));
    long high =
        (subject.getMostSignificantBits() & ~0xFFFFL) | VERSION | (digest.getLong() & 0xFFFL);
    return new UUID(high, VARIANT | (digest.getLong() >>> 2));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every Java has it.
    }
  }
}
