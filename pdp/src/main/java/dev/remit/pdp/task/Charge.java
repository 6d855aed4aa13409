package dev.remit.pdp.task;

import java.util.Objects;

/// What a decision spends of a meter: how much, and for how long it counts, in milliseconds; 0 is
/// until the task ends.
public record Charge(String meter, long amount, long windowMillis) {
  public Charge {
    Objects.requireNonNull(meter, "meter");
    if (amount < 0 || windowMillis < 0) {
      throw new IllegalArgumentException(
          "charge of " + amount + " for " + windowMillis + " ms on " + meter);
    }
  }
}
