package dev.remit.store.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A moment as people give it: an instant, a day, or how long ago.
public final class Moment {
  private static final Pattern AGO = Pattern.compile("(\\d{1,9})\\s?(s|m|h|d|w)");
  private static final int DAYS_OF_WEEK = 7;

  private Moment() {}

  /// Where the moment begins: of a day its first instant. Empty if it is no moment.
  public static Optional<Instant> start(String text, Instant now) {
    return find(text, now, 0);
  }

  /// Where it ends: of a day the first instant of the next.
  public static Optional<Instant> end(String text, Instant now) {
    return find(text, now, 1);
  }

  private static Optional<Instant> find(String text, Instant now, int moreDays) {
    try {
      Matcher ago = AGO.matcher(text);
      if (ago.matches()) {
        return Optional.of(now.minus(duration(Long.parseLong(ago.group(1)), ago.group(2))));
      }
      if (text.indexOf('T') < 0) {
        LocalDate day = LocalDate.parse(text).plusDays(moreDays);
        return Optional.of(day.atStartOfDay(ZoneOffset.UTC).toInstant());
      }
      return Optional.of(instant(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Duration duration(long count, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      case "d" -> Duration.ofDays(count);
      default -> Duration.ofDays(count * DAYS_OF_WEEK);
    };
  }

  /// Without a zone it is in UTC.
  private static Instant instant(String text) {
    return text.endsWith("Z") || text.matches(".*T.*[+-].*")
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }
}
