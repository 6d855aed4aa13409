package dev.remit.insight.observe.intake;

import dev.remit.store.observation.AuthorityChange;
import dev.remit.store.observation.Observation;
import dev.remit.store.observation.ObservedOutcome;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Counts what an import comes to. For one thread.
final class ImportTally {
  private final EnumMap<ObservedOutcome, Long> outcomes = new EnumMap<>(ObservedOutcome.class);
  private final TreeMap<String, Long> passed = new TreeMap<>();
  private final EnumMap<AuthorityChange, Long> changes = new EnumMap<>(AuthorityChange.class);
  private long files;
  private long events;
  private long known;
  private long duplicates;
  private long setAside;
  private long unfinished;
  private @Nullable Instant first;
  private @Nullable Instant last;

  void addFile() {
    files++;
  }

  void addKnown(long count) {
    known += count;
  }

  void addUnfinished() {
    unfinished++;
  }

  void add(Observation observation, boolean duplicate) {
    events++;
    Instant time = observation.time();
    first = first == null || time.isBefore(first) ? time : first;
    last = last == null || time.isAfter(last) ? time : last;
    if (duplicate) {
      duplicates++;
      return;
    }
    outcomes.merge(observation.outcome(), 1L, Long::sum);
    observation.change().ifPresent(change -> changes.merge(change, 1L, Long::sum));
  }

  void addPassed(String why) {
    events++;
    passed.merge(why, 1L, Long::sum);
  }

  void addSetAside() {
    events++;
    setAside++;
  }

  long setAside() {
    return setAside;
  }

  long events() {
    return events;
  }

  ImportReport report() {
    return new ImportReport(
        files,
        events,
        known,
        outcomes,
        duplicates,
        passed,
        setAside,
        unfinished,
        changes,
        Optional.ofNullable(first),
        Optional.ofNullable(last));
  }
}
