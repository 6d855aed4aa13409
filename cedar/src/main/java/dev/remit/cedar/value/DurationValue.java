package dev.remit.cedar.value;

import java.util.Optional;

/// A signed length of time in milliseconds.
///
/// Source: cedar-spec, `Cedar/Spec/Ext/Datetime.lean`.
public record DurationValue(long millis) implements ExtensionValue {
  private static final String[] UNITS = {"d", "h", "m", "s", "ms"};
  private static final long[] UNIT_MILLIS = {86_400_000, 3_600_000, 60_000, 1_000, 1};

  /// Reads `1d2h3m4s5ms`, after a `-` if it is negative: units in that order, each at most once and
  /// at least one; empty for other text and for what does not fit in 64 bits.
  public static Optional<DurationValue> parse(String text) {
    boolean negative = text.startsWith("-");
    int at = negative ? 1 : 0;
    if (at == text.length()) {
      return Optional.empty();
    }
    // INVARIANT: `minus` is counted downwards: the smallest duration has no positive counterpart.
    long minus = 0;
    int unit = -1;
    while (at < text.length()) {
      int end = endOfDigits(text, at);
      int next = unitAt(text, end);
      long count = Digits.negated(text, at, end);
      if (next <= unit || count == Digits.NONE || count < Long.MIN_VALUE / UNIT_MILLIS[next]) {
        return Optional.empty();
      }
      long part = count * UNIT_MILLIS[next];
      if (part < Long.MIN_VALUE - minus) {
        return Optional.empty();
      }
      minus += part;
      unit = next;
      at = end + UNITS[next].length();
    }
    if (negative) {
      return Optional.of(new DurationValue(minus));
    }
    return minus == Long.MIN_VALUE ? Optional.empty() : Optional.of(new DurationValue(-minus));
  }

  private static int endOfDigits(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private static int unitAt(String text, int at) {
    // `ms` before `m`; an `m` is never followed by `s` at once, which needs a number of its own.
    for (int unit = UNITS.length - 1; unit >= 0; unit--) {
      if (text.startsWith(UNITS[unit], at)) {
        return unit;
      }
    }
    return -1;
  }

  public boolean isLessThan(DurationValue other) {
    return millis < other.millis;
  }

  public long toSeconds() {
    return millis / 1_000;
  }

  public long toMinutes() {
    return millis / 60_000;
  }

  public long toHours() {
    return millis / 3_600_000;
  }

  public long toDays() {
    return millis / 86_400_000;
  }

  @Override
  public String constructor() {
    return "duration";
  }

  /// The units that are not zero, largest first; `0ms` if none is.
  @Override
  public String argument() {
    if (millis == 0) {
      return "0ms";
    }
    StringBuilder out = new StringBuilder(millis < 0 ? "-" : "");
    long rest = millis;
    for (int unit = 0; unit < UNITS.length; unit++) {
      long count = rest / UNIT_MILLIS[unit];
      rest %= UNIT_MILLIS[unit];
      if (count != 0) {
        out.append(Math.abs(count)).append(UNITS[unit]);
      }
    }
    return out.toString();
  }

  @Override
  public String kind() {
    return "duration";
  }

  @Override
  public String toString() {
    return constructor() + "(" + Escapes.quote(argument()) + ")";
  }
}
