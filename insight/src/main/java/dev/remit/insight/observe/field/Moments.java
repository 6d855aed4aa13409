package dev.remit.insight.observe.field;

import dev.remit.insight.observe.UnreadableEvent;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Pattern;

/// When something happened, as logs write it: `2021-07-29T13:03:25.1Z` or with an offset, seconds
/// since 1970 with or without parts, or `29/Jul/2021:13:03:25 +0000`.
public final class Moments {
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}(?:\\.[0-9]{1,9})?");
  private static final DateTimeFormatter COMMON =
      DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss xx", Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final int MILLIS_DIGITS = 3;

  private Moments() {}

  /// What the field of that name says.
  public static Instant of(String field, String text) throws UnreadableEvent {
    try {
      if (SECONDS.matcher(text).matches()) {
        return require(
            field,
            Instant.ofEpochMilli(new BigDecimal(text).movePointRight(MILLIS_DIGITS).longValue()));
      }
      DateTimeFormatter formatter =
          text.indexOf('/') < 0 ? DateTimeFormatter.ISO_OFFSET_DATE_TIME : COMMON;
      return require(field, OffsetDateTime.parse(text, formatter).toInstant());
    } catch (DateTimeException _) {
      throw none(field);
    }
  }

  /// A time, if it is within the years of events.
  public static Instant require(String field, Instant time) throws UnreadableEvent {
    if (time.isBefore(Instant.EPOCH) || time.isAfter(LAST)) {
      throw none(field);
    }
    return time;
  }

  /// That a field holds no time.
  public static UnreadableEvent none(String field) {
    return new UnreadableEvent(
        "`" + field + "` is no instant from 1970 to 9999; write it as `2021-07-29T13:03:25Z`");
  }
}
