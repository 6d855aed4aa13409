package dev.remit.insight.rate;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/// What is asked: the attempts of a scope, told apart by some dimensions, and how many of the
/// groups are named, those with the most denials; the others are counted together.
public record Question(Scope scope, List<Dimension> by, int top) {
  /// Dimensions at once.
  public static final int BY_MAX = 3;

  /// Groups that are named.
  public static final int TOP_MAX = 10_000;

  public Question {
    Objects.requireNonNull(scope, "scope");
    by = List.copyOf(by);
    if (by.size() > BY_MAX || new HashSet<>(by).size() < by.size()) {
      throw new IllegalArgumentException("dimensions " + by);
    }
    if (top < 0 || top > TOP_MAX) {
      throw new IllegalArgumentException("top " + top);
    }
  }

  /// Whether counts by hour can answer it, with the records of hours that are cut.
  boolean isRolledUp() {
    return scope.source() == null && by.stream().allMatch(Dimension::isRolledUp);
  }
}
