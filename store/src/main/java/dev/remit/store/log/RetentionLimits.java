package dev.remit.store.log;

import java.time.Duration;
import java.util.Objects;

/// How long sealed parts are kept, and how many bytes of the log at most. A part is as old as the
/// end of the day on which its records were received.
public record RetentionLimits(Duration ageMax, long bytesMax) {
  /// Longer than any log.
  public static final Duration FOREVER = Duration.ofDays(1_000_000);

  public static final long ANY_SIZE = Long.MAX_VALUE;

  public RetentionLimits {
    Objects.requireNonNull(ageMax, "ageMax");
    if (ageMax.isNegative() || bytesMax < 0) {
      throw new IllegalArgumentException(ageMax + ", " + bytesMax + " bytes");
    }
  }
}
