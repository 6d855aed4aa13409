package dev.remit.pdp.record;

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
}
