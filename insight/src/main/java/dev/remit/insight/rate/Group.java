package dev.remit.insight.rate;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// Attempts that agree in what was asked to be told apart: a name for each dimension, what they
/// came to, the copies that are not among them, and the first and the last moment of any of them,
/// or the hours of these where they were counted by hour.
public record Group(
    List<String> names, Counts counts, long duplicates, Instant first, Instant last) {
  public Group {
    names = List.copyOf(names);
    Objects.requireNonNull(counts, "counts");
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(last, "last");
  }
}
