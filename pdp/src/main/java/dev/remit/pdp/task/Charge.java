package dev.remit.pdp.task;

import java.util.Comparator;
import java.util.Objects;

/// What a decision spends of a meter: how much, and for how long it counts, in milliseconds; 0 is
/// until the task ends.
public record Charge(String meter, long amount, long windowMillis) {
  /// By meter, then by window.
  static final Comparator<Charge> ORDER =
      Comparator.comparing(Charge::meter).thenComparingLong(Charge::windowMillis);

  public Charge {
    Objects.requireNonNull(meter, "meter");
    if (amount < 0 || windowMillis < 0) {
      throw new IllegalArgumentException(
          "charge of " + amount + " for " + windowMillis + " ms on " + meter);
    }
  }

  /// Whether both spend of one meter, for the same time.
  boolean isLike(Charge other) {
    return windowMillis == other.windowMillis && meter.equals(other.meter);
  }

  /// Both in one, if they are alike.
  Charge and(Charge other) {
    return new Charge(meter, Math.addExact(amount, other.amount), windowMillis);
  }
}
