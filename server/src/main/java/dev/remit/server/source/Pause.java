package dev.remit.server.source;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// How long to wait until a source is asked again.
final class Pause {
  /// The least, whatever a source says.
  static final Duration MIN = Duration.ofSeconds(1);

  private static final int DOUBLINGS_MAX = 30;

  private Pause() {}

  /// After an answer that counts for `maxAge`: until then, and never longer than `every`.
  static Duration afterAnswer(Duration every, @Nullable Duration maxAge) {
    if (maxAge == null || maxAge.compareTo(every) > 0) {
      return every;
    }
    return maxAge.compareTo(MIN) < 0 ? MIN : maxAge;
  }

  /// After so many failures in a row, at least one: a second, doubled by each, and never longer
  /// than `every`; of that a random part between the half and the whole, so that many services do
  /// not ask at once.
  static Duration afterFailure(int failures, Duration every, RandomGenerator random) {
    long doubled = MIN.toMillis() << Math.min(failures - 1, DOUBLINGS_MAX);
    long whole = Math.min(doubled, Math.max(every.toMillis(), MIN.toMillis()));
    return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
  }
}
