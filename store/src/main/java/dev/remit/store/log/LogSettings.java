package dev.remit.store.log;

import java.time.Duration;
import java.util.Objects;

/// How a log is written. `segmentBytes` is the size from which a segment is followed by the next;
/// `waitMax` is how long a record may wait for its turn while the log cannot keep up, before it is
/// refused.
public record LogSettings(Durability durability, long segmentBytes, Duration waitMax) {
  /// Time between two forces of a buffered log while records come.
  public static final Duration FORCE_EVERY = Duration.ofSeconds(1);

  /// Records that are committed together.
  public static final int GROUP_RECORDS_MAX = 4096;

  /// Characters of the texts of such records, and of those of one record.
  public static final int GROUP_CHARS_MAX = 6 << 20;

  public static final int RECORD_CHARS_MAX = 2 << 20;

  private static final long SEGMENT_BYTES = 64L << 20;
  private static final Duration WAIT_MAX = Duration.ofSeconds(5);

  public LogSettings {
    Objects.requireNonNull(durability, "durability");
    Objects.requireNonNull(waitMax, "waitMax");
    if (segmentBytes < 1) {
      throw new IllegalArgumentException("segments of " + segmentBytes + " bytes");
    }
  }

  public static LogSettings of(Durability durability) {
    return new LogSettings(durability, SEGMENT_BYTES, WAIT_MAX);
  }
}
