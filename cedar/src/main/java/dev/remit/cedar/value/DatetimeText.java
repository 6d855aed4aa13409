package dev.remit.cedar.value;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/// The text of a [DatetimeValue], by position: every part but the milliseconds and the zone has a
/// fixed place.
final class DatetimeText {
  private static final int DATE_LENGTH = "YYYY-MM-DD".length();
  private static final int TIME_LENGTH = "Thh:mm:ss".length();
  private static final int ZONE_LENGTH = "+hhmm".length();
  private static final long SECOND_MILLIS = 1_000;
  private static final long MINUTE_MILLIS = 60_000;
  private static final long HOUR_MILLIS = 3_600_000;

  /// What a part that is not there, or out of its range, is read as.
  private static final long NONE = Long.MIN_VALUE;

  private DatetimeText() {}

  static Optional<DatetimeValue> parse(String text) {
    long date = date(text);
    if (date == NONE) {
      return Optional.empty();
    }
    if (text.length() == DATE_LENGTH) {
      return Optional.of(new DatetimeValue(date));
    }
    long time = time(text);
    long zone = zone(text);
    return time == NONE || zone == NONE
        ? Optional.empty()
        : Optional.of(new DatetimeValue(date + time - zone));
  }

  private static long date(String text) {
    int year = Digits.fixed(text, 0, 4);
    int month = Digits.fixed(text, 5, 2);
    int day = Digits.fixed(text, 8, 2);
    boolean shaped = year >= 0 && isAt(text, 4, '-') && isAt(text, 7, '-');
    if (!shaped || month < 1 || month > 12 || day < 1) {
      return NONE;
    }
    boolean exists = day <= YearMonth.of(year, month).lengthOfMonth();
    return exists ? LocalDate.of(year, month, day).toEpochDay() * DatetimeValue.DAY_MILLIS : NONE;
  }

  private static long time(String text) {
    int hour = Digits.fixed(text, 11, 2);
    int minute = Digits.fixed(text, 14, 2);
    int second = Digits.fixed(text, 17, 2);
    boolean shaped = isAt(text, 10, 'T') && isAt(text, 13, ':') && isAt(text, 16, ':');
    boolean inRange = isWithin(hour, 24) && isWithin(minute, 60) && isWithin(second, 60);
    int millis = hasMillis(text) ? Digits.fixed(text, 20, 3) : 0;
    return shaped && inRange && millis >= 0
        ? hour * HOUR_MILLIS + minute * MINUTE_MILLIS + second * SECOND_MILLIS + millis
        : NONE;
  }

  private static boolean hasMillis(String text) {
    return isAt(text, DATE_LENGTH + TIME_LENGTH, '.');
  }

  /// How far the zone at the end of `text` is ahead of UTC.
  private static long zone(String text) {
    int at = DATE_LENGTH + TIME_LENGTH + (hasMillis(text) ? ".SSS".length() : 0);
    if (isAt(text, at, 'Z')) {
      return text.length() == at + 1 ? 0 : NONE;
    }
    boolean ahead = isAt(text, at, '+');
    if (text.length() != at + ZONE_LENGTH || (!ahead && !isAt(text, at, '-'))) {
      return NONE;
    }
    int hours = Digits.fixed(text, at + 1, 2);
    int minutes = Digits.fixed(text, at + 3, 2);
    if (!isWithin(hours, 24) || !isWithin(minutes, 60)) {
      return NONE;
    }
    long offset = hours * HOUR_MILLIS + minutes * MINUTE_MILLIS;
    return ahead ? offset : -offset;
  }

  private static boolean isAt(String text, int index, char expected) {
    return index < text.length() && text.charAt(index) == expected;
  }

  private static boolean isWithin(int value, int end) {
    return 0 <= value && value < end;
  }

  static String print(long epochMillis) {
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(epochMillis, DatetimeValue.DAY_MILLIS));
    long time = Math.floorMod(epochMillis, DatetimeValue.DAY_MILLIS);
    if (time == 0) {
      return date.toString();
    }
    StringBuilder out = new StringBuilder(date.toString()).append('T');
    padded(out, time / HOUR_MILLIS, 2).append(':');
    padded(out, time % HOUR_MILLIS / MINUTE_MILLIS, 2).append(':');
    padded(out, time % MINUTE_MILLIS / SECOND_MILLIS, 2);
    if (time % SECOND_MILLIS != 0) {
      padded(out.append('.'), time % SECOND_MILLIS, 3);
    }
    return out.append('Z').toString();
  }

  private static StringBuilder padded(StringBuilder out, long value, int width) {
    String digits = Long.toString(value);
    return out.repeat('0', width - digits.length()).append(digits);
  }
}
