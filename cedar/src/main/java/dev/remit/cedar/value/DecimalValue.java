package dev.remit.cedar.value;

import java.util.Optional;

/// A decimal number with four fraction digits, held as a count of ten-thousandths. It is compared
/// by methods, not by `<`.
///
/// Source: cedar-spec, `Cedar/Spec/Ext/Decimal.lean`.
public record DecimalValue(long tenThousandths) implements ExtensionValue {
  private static final int FRACTION_DIGITS_MAX = 4;
  private static final long ONE = 10_000;

  /// Reads `-?[0-9]+\.[0-9]{1,4}`; empty for other text and for what does not fit in 64 bits.
  public static Optional<DecimalValue> parse(String text) {
    boolean negative = text.startsWith("-");
    int start = negative ? 1 : 0;
    int point = text.indexOf('.');
    int fractionDigits = text.length() - point - 1;
    if (point <= start || fractionDigits < 1 || fractionDigits > FRACTION_DIGITS_MAX) {
      return Optional.empty();
    }
    // INVARIANT: counted downwards, because the smallest number has no positive counterpart.
    long minus = Digits.negated(text, start, point);
    long fraction = Digits.negated(text, point + 1, text.length());
    if (minus == Digits.NONE || fraction == Digits.NONE || minus < Long.MIN_VALUE / ONE) {
      return Optional.empty();
    }
    for (int i = fractionDigits; i < FRACTION_DIGITS_MAX; i++) {
      fraction *= 10;
    }
    return signed(negative, minus * ONE, fraction);
  }

  private static Optional<DecimalValue> signed(boolean negative, long whole, long fraction) {
    if (fraction < Long.MIN_VALUE - whole) {
      return Optional.empty();
    }
    long minus = whole + fraction;
    if (negative) {
      return Optional.of(new DecimalValue(minus));
    }
    return minus == Long.MIN_VALUE ? Optional.empty() : Optional.of(new DecimalValue(-minus));
  }

  public boolean isLessThan(DecimalValue other) {
    return tenThousandths < other.tenThousandths;
  }

  @Override
  public String constructor() {
    return "decimal";
  }

  /// With as few fraction digits as it takes, at least one: `-4.2`, `11.0003`.
  @Override
  public String argument() {
    long fraction = Math.abs(tenThousandths % ONE);
    int digits = FRACTION_DIGITS_MAX;
    while (digits > 1 && fraction % 10 == 0) {
      fraction /= 10;
      digits--;
    }
    String shown = Long.toString(fraction);
    String sign = tenThousandths < 0 ? "-" : "";
    return sign
        + Math.abs(tenThousandths / ONE)
        + "."
        + "0".repeat(digits - shown.length())
        + shown;
  }

  @Override
  public String kind() {
    return "decimal";
  }

  @Override
  public String toString() {
    return constructor() + "(" + Escapes.quote(argument()) + ")";
  }
}
