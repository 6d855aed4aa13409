package dev.remit.insight.observe.intake;

import dev.remit.store.observation.AuthorityChange;
import dev.remit.store.observation.ObservedOutcome;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an import came to: `events` were new, of `files`; `known` were taken in before. Each new
/// one is an observation of an outcome, a duplicate of an event that was here, passed over or set
/// aside. `unfinished` files end within an event, which is not taken in. `first` and `last` are the
/// times of the events that were observed or duplicates.
public record ImportReport(
    long files,
    long events,
    long known,
    Map<ObservedOutcome, Long> outcomes,
    long duplicates,
    SortedMap<String, Long> passed,
    long setAside,
    long unfinished,
    Map<AuthorityChange, Long> changes,
    Optional<Instant> first,
    Optional<Instant> last) {
  public ImportReport {
    outcomes = Collections.unmodifiableMap(filled(outcomes));
    passed = Collections.unmodifiableSortedMap(new TreeMap<>(passed));
    changes =
        Collections.unmodifiableMap(
            changes.isEmpty() ? new EnumMap<>(AuthorityChange.class) : new EnumMap<>(changes));
    long told = observations(outcomes) + duplicates + sum(passed) + setAside;
    if (events != told) {
      throw new IllegalArgumentException(events + " events are not " + told);
    }
  }

  private static EnumMap<ObservedOutcome, Long> filled(Map<ObservedOutcome, Long> outcomes) {
    EnumMap<ObservedOutcome, Long> all = new EnumMap<>(ObservedOutcome.class);
    for (ObservedOutcome outcome : ObservedOutcome.values()) {
      all.put(outcome, outcomes.getOrDefault(outcome, 0L));
    }
    return all;
  }

  private static long observations(Map<ObservedOutcome, Long> outcomes) {
    return sum(outcomes);
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /// Events that are recorded for the first time.
  public long observations() {
    return sum(outcomes);
  }

  /// Events that were passed over, for whatever reason.
  public long allPassed() {
    return sum(passed);
  }
}
