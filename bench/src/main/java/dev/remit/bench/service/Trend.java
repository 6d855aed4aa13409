package dev.remit.bench.service;

import java.util.List;

/// A line through measurements, by least squares: whether something grows.
///
/// It is flat if the line rises over the whole time by at most [#SHARE_MAX] of the mean and `slack`
/// beside, which is what comes and goes in any process.
record Trend(String name, double mean, double growth, double slack) {
  static final double SHARE_MAX = 0.05;

  /// A measurement, so many seconds after the start.
  record Point(double seconds, double value) {}

  /// Of at least two points at different times.
  static Trend of(String name, List<Point> points, double slack) {
    double meanTime = points.stream().mapToDouble(Point::seconds).average().orElseThrow();
    double mean = points.stream().mapToDouble(Point::value).average().orElseThrow();
    double products = 0;
    double squares = 0;
    for (Point point : points) {
      double time = point.seconds() - meanTime;
      products += time * (point.value() - mean);
      squares += time * time;
    }
    if (squares == 0) {
      throw new IllegalArgumentException("no two times among " + points);
    }
    double span = points.getLast().seconds() - points.getFirst().seconds();
    return new Trend(name, mean, products / squares * span, slack);
  }

  double growthMax() {
    return SHARE_MAX * mean + slack;
  }

  boolean isFlat() {
    return growth <= growthMax();
  }
}
