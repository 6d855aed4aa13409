package dev.remit.pdp.ledger;

import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.Value;
import dev.remit.pdp.decision.Decision;
import dev.remit.pdp.task.Charge;
import dev.remit.pdp.task.Effects;
import dev.remit.pdp.task.TaskLimits;
import dev.remit.pdp.task.TaskView;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a root task and all tasks below it have in common: labels, meters, attempts. Immutable;
/// each change makes the next version.
///
/// `open` holds the tasks that nobody has ended, of which some may be over. `reported` are the
/// decisions whose outcome is known.
public record TaskState(
    long version,
    Map<TaskId, Task> open,
    SortedSet<String> labels,
    Map<String, Meter> meters,
    SortedMap<String, Attempt> attempts,
    SortedSet<UUID> reported) {

  /// Of a root task that was just opened.
  public static TaskState of(Task root) {
    if (!root.isRoot()) {
      throw new IllegalArgumentException(root.id() + " is below " + root.parent());
    }
    return new TaskState(
        1,
        Map.of(root.id(), root),
        Collections.emptySortedSet(),
        Map.of(),
        Collections.emptySortedMap(),
        Collections.emptySortedSet());
  }

  // INVARIANT: collections are never changed once they are in a state, so that states share them.
  // Those that every decision reads are small, and take few steps to reach: there are many tasks,
  // and the next decision is mostly of another.
  public TaskState {
    open = Map.copyOf(open);
    labels = Collections.unmodifiableSortedSet(labels);
    meters = Map.copyOf(meters);
    attempts = Collections.unmodifiableSortedMap(attempts);
    reported = Collections.unmodifiableSortedSet(reported);
  }

  /// The task of an id, if it is open and not over.
  public @Nullable Task find(TaskId id, Instant now) {
    Task task = open.get(id);
    return task == null || task.isOver(now) ? null : task;
  }

  /// Whether nothing can be done in it any more.
  public boolean isOver(Instant now) {
    return open.values().stream().allMatch(task -> task.isOver(now));
  }

  /// What policies see of it in a request of `task` at an instant.
  public TaskView view(Task task, Instant now) {
    Map<String, Value> spent = new HashMap<>();
    meters.forEach((name, meter) -> spent.put(name, new LongValue(meter.value(now))));
    return new TaskView(task.id().toString(), task.purpose(), labels, RecordValue.of(spent));
  }

  /// Why it cannot take the effects of one more request, or null.
  public @Nullable String limit(Effects effects, AttemptKey key, Instant at) {
    if (!key.isNone() && attempts.size() >= TaskLimits.ATTEMPTS_MAX) {
      return "the task holds %,d attempt keys; end it and open another"
          .formatted(TaskLimits.ATTEMPTS_MAX);
    }
    for (Charge charge : effects.charges()) {
      Meter meter = meters.getOrDefault(charge.meter(), Meter.EMPTY);
      if (charge.windowMillis() > 0
          && meter.passing().size() >= TaskLimits.ENTRIES_MAX
          && meter.entries(at) >= TaskLimits.ENTRIES_MAX) {
        return "the task spent `%s` %,d times within the window; wait, or end it and open another"
            .formatted(charge.meter(), TaskLimits.ENTRIES_MAX);
      }
    }
    if (Effects.union(labels, effects.labels()).size() > TaskLimits.LABELS_MAX) {
      return "the task has %,d labels; end it and open another".formatted(TaskLimits.LABELS_MAX);
    }
    return null;
  }

  /// After a decision, whose id and instant are those of `attempt`; this very state if the decision
  /// changed nothing.
  public TaskState decided(Effects effects, AttemptKey key, Attempt attempt) {
    if (key.isNone() && !effects.isSpending() && labels.containsAll(effects.labels())) {
      return this;
    }
    SortedMap<String, Attempt> answered = attempts;
    if (!key.isNone()) {
      answered = new TreeMap<>(attempts);
      answered.putIfAbsent(key.key(), attempt);
    }
    return new TaskState(
        version + 1,
        open,
        Effects.union(labels, effects.labels()),
        effects.isSpending() ? spent(effects, attempt.id(), attempt.time()) : meters,
        answered,
        reported);
  }

  private Map<String, Meter> spent(Effects effects, UUID decision, Instant at) {
    Map<String, Meter> spent = new HashMap<>(meters);
    for (Charge charge : effects.charges()) {
      if (charge.amount() > 0) {
        Meter meter = spent.getOrDefault(charge.meter(), Meter.EMPTY);
        spent.put(
            charge.meter(), meter.spend(decision, charge.amount(), charge.windowMillis(), at));
      }
    }
    return spent;
  }

  /// The same state, in which the answer to an attempt is another: it could not be recorded.
  public TaskState answering(String key, Decision decision) {
    Attempt attempt = attempts.get(key);
    if (attempt == null) {
      return this;
    }
    SortedMap<String, Attempt> answered = new TreeMap<>(attempts);
    answered.put(key, new Attempt(attempt.digest(), attempt.id(), attempt.time(), decision));
    return new TaskState(version + 1, open, labels, meters, answered, reported);
  }

  /// Why no task can be opened below `parent`, or null.
  public @Nullable String limitBelow(Task parent, Instant now) {
    long current = open.values().stream().filter(task -> !task.isOver(now)).count();
    if (current >= TaskLimits.FAMILY_MAX) {
      return "%,d tasks below one root are open; end some".formatted(TaskLimits.FAMILY_MAX);
    }
    int depth = 1;
    for (Task at = parent; !at.isRoot(); at = Objects.requireNonNull(open.get(at.parent()))) {
      depth++;
    }
    return depth >= TaskLimits.DEPTH_MAX
        ? "tasks are at most %d deep; open it higher up".formatted(TaskLimits.DEPTH_MAX)
        : null;
  }

  /// With one more task below an open one. Those that are over are let go.
  public TaskState opened(Task child) {
    Map<TaskId, Task> more = new HashMap<>(open);
    more.values().removeIf(task -> task.isOver(child.opened()));
    more.put(child.id(), child);
    return new TaskState(version + 1, more, labels, meters, attempts, reported);
  }

  /// Without a task and all below it; this very state if the task is not open.
  public TaskState ended(TaskId id) {
    if (!open.containsKey(id)) {
      return this;
    }
    Map<TaskId, Task> left = new HashMap<>(open);
    left.remove(id);
    boolean ends = true;
    while (ends) {
      // Each round ends those whose parent the round before ended.
      ends = left.values().removeIf(task -> !task.isRoot() && !left.containsKey(task.parent()));
    }
    return new TaskState(version + 1, left, labels, meters, attempts, reported);
  }

  /// After the outcome of a decision was said; `released` is what it gives back.
  public TaskState reported(UUID decision, List<Charge> released) {
    Map<String, Meter> left = new HashMap<>(meters);
    for (Charge charge : released) {
      left.computeIfPresent(
          charge.meter(),
          (_, meter) -> meter.release(decision, charge.amount(), charge.windowMillis()));
    }
    SortedSet<UUID> known = new TreeSet<>(reported);
    known.add(decision);
    return new TaskState(version + 1, open, labels, left, attempts, known);
  }

  /// The same, at a version that is at least that.
  TaskState atLeast(long other) {
    return version >= other ? this : new TaskState(other, open, labels, meters, attempts, reported);
  }

  /// The ids of the tasks that are open below `id`, at an instant, in order.
  public List<TaskId> below(TaskId id, Instant now) {
    return open.values().stream()
        .filter(task -> !task.id().equals(id) && task.parent().equals(id) && !task.isOver(now))
        .map(Task::id)
        .sorted()
        .toList();
  }
}
