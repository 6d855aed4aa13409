package dev.remit.cli.trial;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a bundle would have come to in recorded runs. `missing` counts the runs of suites that were
/// not given, which nothing was decided of; `others` counts lines that are no run of a suite.
record TrialReport(
    List<String> suites,
    SortedMap<Score.Key, Score> scores,
    SortedMap<Score.Key, Integer> missing,
    long lines,
    long others,
    long setAside,
    long calls,
    long unrecorded,
    boolean complete) {
  TrialReport {
    suites = List.copyOf(suites);
    scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores));
    missing = Collections.unmodifiableSortedMap(new TreeMap<>(missing));
    Objects.requireNonNull(scores, "scores");
  }

  Score total() {
    Score total = new Score();
    scores.values().forEach(total::add);
    return total;
  }

  long judged() {
    return scores.values().stream().mapToLong(score -> score.pairs + (long) score.work).sum();
  }
}
