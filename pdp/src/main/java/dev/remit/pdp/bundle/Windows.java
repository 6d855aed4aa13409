package dev.remit.pdp.bundle;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times of tasks and meters as manifests and annotations write them: `30s`, `10m`, `1h`, `7d`.
final class Windows {
  /// The longest window of a meter.
  static final Duration MAX = Duration.ofDays(366);

  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})([smhd])");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private Windows() {}

  /// More than nothing; empty for anything else.
  static Optional<Duration> parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches() || Long.parseLong(parts.group(1)) == 0) {
      return Optional.empty();
    }
    Duration unit = UNITS.getOrDefault(parts.group(2), Duration.ZERO);
    return Optional.of(unit.multipliedBy(Long.parseLong(parts.group(1))));
  }
}
