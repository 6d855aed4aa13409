package dev.remit.cedar.value;

/// Decimal digits, ASCII only, as the constructors of extension types read them.
final class Digits {
  /// What is returned for text that is no number; never a negated number.
  static final long NONE = 1;

  private Digits() {}

  /// The number of `text` from `start` to `end`, negated; [#NONE] if that is empty, has another
  /// character or is above 2^63. Leading zeros are allowed.
  static long negated(String text, int start, int end) {
    if (start >= end) {
      return NONE;
    }
    long result = 0;
    for (int i = start; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9 || result < (Long.MIN_VALUE + digit) / 10) {
        return NONE;
      }
      result = result * 10 - digit;
    }
    return result;
  }

  /// The number of exactly `count` digits at `start`, or -1.
  static int fixed(String text, int start, int count) {
    if (start + count > text.length()) {
      return -1;
    }
    int result = 0;
    for (int i = start; i < start + count; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      result = result * 10 + digit;
    }
    return result;
  }
}
