package dev.remit.pdp.task;

import dev.remit.cedar.value.Name;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a bundle says of tasks: their labels, meters and purposes.
///
/// `agents` are the types of those that work only in tasks that others open for them. `purposes`
/// are all that a task may be opened for, each with the longest time that such a task may take.
public record TaskRules(
    SortedSet<Name> agents,
    SortedSet<String> labels,
    SortedMap<String, MeterRule> meters,
    SortedMap<String, Duration> purposes,
    Classification classification,
    StandingGrants standingGrants) {

  /// Of a bundle that says nothing of tasks.
  public static final TaskRules NONE =
      new TaskRules(
          new TreeSet<>(),
          new TreeSet<>(),
          new TreeMap<>(Map.of()),
          new TreeMap<>(Map.of()),
          Classification.NONE,
          StandingGrants.ALLOW);

  /// Whether an agent may be permitted anything outside of a task.
  public enum StandingGrants {
    ALLOW("allow"),
    FORBID("forbid");

    private final String text;

    StandingGrants(String text) {
      this.text = text;
    }

    /// As manifests write it.
    public String text() {
      return text;
    }
  }

  public TaskRules {
    agents = Collections.unmodifiableSortedSet(new TreeSet<>(agents));
    labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
    meters = Collections.unmodifiableSortedMap(new TreeMap<>(meters));
    purposes = Collections.unmodifiableSortedMap(new TreeMap<>(purposes));
    Objects.requireNonNull(classification, "classification");
    Objects.requireNonNull(standingGrants, "standingGrants");
  }
}
