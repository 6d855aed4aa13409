package dev.remit.insight.rate;

/// A part of a whole, which never appears without it.
public record Rate(long numerator, long denominator) {
  public Rate {
    if (numerator < 0 || numerator > denominator) {
      throw new IllegalArgumentException(numerator + " of " + denominator);
    }
  }

  /// Whether there is anything to be a part of.
  public boolean isDefined() {
    return denominator > 0;
  }

  /// From 0 to 100.
  ///
  /// Throws [IllegalStateException] for a part of nothing.
  public double percent() {
    if (!isDefined()) {
      throw new IllegalStateException("a rate of nothing");
    }
    return 100.0 * numerator / denominator;
  }
}
