package dev.remit.cli.run;

import java.util.Locale;

/// Times as people read them.
final class Figures {
  private static final double NANOS_PER_MICRO = 1e3;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private Figures() {}

  /// In the unit that leaves one to three digits before the point.
  static String time(long nanos) {
    if (nanos < NANOS_PER_MICRO) {
      return nanos + " ns";
    }
    if (nanos < NANOS_PER_MILLI) {
      return String.format(Locale.ROOT, "%.1f µs", nanos / NANOS_PER_MICRO);
    }
    return nanos < NANOS_PER_SECOND
        ? String.format(Locale.ROOT, "%.1f ms", nanos / NANOS_PER_MILLI)
        : String.format(Locale.ROOT, "%.2f s", nanos / NANOS_PER_SECOND);
  }
}
