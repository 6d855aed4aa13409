package dev.remit.pdp.mapping;

/// How one argument becomes a Cedar value where the default would not do.
public sealed interface ArgumentRule {
  /// An amount in whole minor units: with two digits `452.5` becomes the Long 45250. More digits
  /// than that are refused, never rounded.
  record MinorUnits(int digits) implements ArgumentRule {
    public MinorUnits {
      if (digits < 0 || digits > MappingLimits.MINOR_DIGITS_MAX) {
        throw new IllegalArgumentException("digits " + digits);
      }
    }
  }

  /// A decimal also where the number is written without a fraction, so that the type is one.
  record AsDecimal() implements ArgumentRule {}

  /// A set also where one value stands alone.
  record AsSet() implements ArgumentRule {}
}
