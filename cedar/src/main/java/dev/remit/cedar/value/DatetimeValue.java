package dev.remit.cedar.value;

import java.time.LocalDate;
import java.util.Optional;

/// An instant, in milliseconds from 1970-01-01T00:00:00Z.
///
/// Source: cedar-spec, `Cedar/Spec/Ext/Datetime.lean`.
public record DatetimeValue(long epochMillis) implements ExtensionValue {
  static final long DAY_MILLIS = 86_400_000;
  private static final long TEXT_MIN = LocalDate.of(0, 1, 1).toEpochDay() * DAY_MILLIS;
  private static final long TEXT_END = LocalDate.of(10_000, 1, 1).toEpochDay() * DAY_MILLIS;

  /// Reads `YYYY-MM-DD`, or that and `Thh:mm:ss`, `.SSS` if wanted, and `Z`, `+hhmm` or `-hhmm`;
  /// empty for other text, and for a date or a time of day that does not exist.
  public static Optional<DatetimeValue> parse(String text) {
    return DatetimeText.parse(text);
  }

  /// The instant `duration` later, or empty where 64 bits do not hold it.
  public Optional<DatetimeValue> offset(DurationValue duration) {
    long sum = epochMillis + duration.millis();
    boolean overflow = ((epochMillis ^ sum) & (duration.millis() ^ sum)) < 0;
    return overflow ? Optional.empty() : Optional.of(new DatetimeValue(sum));
  }

  /// The time from `other` to this, or empty where 64 bits do not hold it.
  public Optional<DurationValue> durationSince(DatetimeValue other) {
    long difference = epochMillis - other.epochMillis;
    boolean overflow = ((epochMillis ^ other.epochMillis) & (epochMillis ^ difference)) < 0;
    return overflow ? Optional.empty() : Optional.of(new DurationValue(difference));
  }

  /// The midnight that begins this day, or empty where 64 bits do not hold it.
  public Optional<DatetimeValue> toDate() {
    long time = toTime().millis();
    return epochMillis < Long.MIN_VALUE + time
        ? Optional.empty()
        : Optional.of(new DatetimeValue(epochMillis - time));
  }

  /// The time since the midnight that begins this day; never negative.
  public DurationValue toTime() {
    return new DurationValue(Math.floorMod(epochMillis, DAY_MILLIS));
  }

  public boolean isLessThan(DatetimeValue other) {
    return epochMillis < other.epochMillis;
  }

  @Override
  public String constructor() {
    return "datetime";
  }

  /// Whether this lies in the years 0000 to 9999, beyond which the constructor reads no text and a
  /// datetime is written as an offset from another.
  public boolean hasText() {
    return TEXT_MIN <= epochMillis && epochMillis < TEXT_END;
  }

  /// In UTC, as short as its precision allows. Without [#hasText], the expanded form of ISO 8601:
  /// `+12024-10-15`, which the constructor refuses.
  @Override
  public String argument() {
    return DatetimeText.print(epochMillis);
  }

  @Override
  public String kind() {
    return "datetime";
  }

  @Override
  public String toString() {
    if (hasText()) {
      return constructor() + "(" + Escapes.quote(argument()) + ")";
    }
    return "datetime(\"1970-01-01\").offset(" + new DurationValue(epochMillis) + ")";
  }
}
