package dev.remit.pdp.yaml;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times as files write them, a count and a unit: `500ms`, `30s`, `10m`, `1h`, `7d`.
public final class Times {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})([a-z]{1,2})");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "ms", ChronoUnit.MILLIS,
          "s", ChronoUnit.SECONDS,
          "m", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS,
          "d", ChronoUnit.DAYS);

  private Times() {}

  /// More than nothing, in a unit no finer than `finest`; empty for anything else.
  public static Optional<Duration> parse(String text, ChronoUnit finest) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    return Optional.ofNullable(UNITS.get(parts.group(2)))
        .filter(unit -> unit.compareTo(finest) >= 0)
        .map(unit -> Duration.of(Long.parseLong(parts.group(1)), unit))
        .filter(Duration::isPositive);
  }

  /// `count` of a unit, for forms of other grammars; empty where it is no unit.
  public static Optional<Duration> of(int count, String unit) {
    return Optional.ofNullable(UNITS.get(unit)).map(known -> Duration.of(count, known));
  }
}
