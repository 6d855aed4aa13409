package dev.remit.pdp.task;

import java.util.Objects;

/// A meter that a bundle declares: what it counts, and how long what was spent counts.
///
/// `windowMillis` is for advances that name no window of their own; 0 is until the task ends.
public record MeterRule(String unit, long windowMillis) {
  public MeterRule {
    Objects.requireNonNull(unit, "unit");
    if (windowMillis < 0) {
      throw new IllegalArgumentException("window " + windowMillis);
    }
  }
}
