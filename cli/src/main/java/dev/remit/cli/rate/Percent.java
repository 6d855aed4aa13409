package dev.remit.cli.rate;

import dev.remit.insight.rate.Rate;
import java.util.Locale;

/// Rates as people read them.
public final class Percent {
  /// Below this, one digit behind the point says too little.
  private static final double SMALL = 0.1;

  private Percent() {}

  /// `31.4 %`, `0.029 %`, or `-` for a part of nothing.
  public static String of(Rate rate) {
    if (!rate.isDefined()) {
      return "-";
    }
    double percent = rate.percent();
    String form = percent > 0 && percent < SMALL ? "%.3f %%" : "%.1f %%";
    return String.format(Locale.ROOT, form, percent);
  }
}
