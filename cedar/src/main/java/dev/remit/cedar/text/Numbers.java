package dev.remit.cedar.text;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.value.LongValue;

/// Integer literals: decimal, 64 bits, zeros in front allowed.
final class Numbers {
  private Numbers() {}

  /// `digits` may begin with a sign. What does not fit is reported and read as 0.
  static LongValue parse(String digits, Span span, Cursor cursor) {
    try {
      return new LongValue(Long.parseLong(digits));
    } catch (NumberFormatException _) {
      cursor.report(
          "integer-too-large",
          span,
          "this number does not fit into 64 bits",
          "numbers go from `" + Long.MIN_VALUE + "` to `" + Long.MAX_VALUE + "`");
      return new LongValue(0);
    }
  }
}
