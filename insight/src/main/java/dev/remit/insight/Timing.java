package dev.remit.insight;

/// How long decisions took, mapping included and recording excluded. Percentiles are at most 3 %
/// too high.
public record Timing(long decisions, long p50Nanos, long p99Nanos, long maxNanos, long totalNanos) {
  private static final double NANOS_PER_SECOND = 1e9;

  /// How many of them one thread takes in a second; 0 if nothing was measured.
  public double perSecond() {
    return totalNanos == 0 ? 0 : decisions * NANOS_PER_SECOND / totalNanos;
  }
}
