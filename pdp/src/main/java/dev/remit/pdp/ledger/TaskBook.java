package dev.remit.pdp.ledger;

import dev.remit.pdp.decision.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// The states of all root tasks of a tenant, as the records of a log make them. Used by one thread.
///
/// Records of one task may come in another order than the one in which they changed it, because
/// they were recorded at once: what they add comes to the same. An outcome comes after its
/// decision, and a task below another after that, because whoever caused them waited for the
/// record.
public final class TaskBook {
  private final SortedMap<TaskId, TaskState> states = new TreeMap<>();

  public TaskBook() {}

  /// That begins with these.
  public TaskBook(Map<TaskId, TaskState> states) {
    this.states.putAll(states);
  }

  /// By root, in order.
  public SortedMap<TaskId, TaskState> states() {
    return Collections.unmodifiableSortedMap(states);
  }

  /// Goes on by the change of one record, whose id, instant and decision the others are. A task
  /// that is not here has ended before, and nothing changes it.
  public void add(TaskChange change, UUID id, Instant now, Decision decision) {
    switch (change) {
      case TaskChange.None _ -> {}
      case TaskChange.Opened(Task task, _, long after) -> {
        if (task.isRoot()) {
          states.putIfAbsent(task.id(), TaskState.of(task).atLeast(after));
        } else {
          replace(
              task.root(),
              after,
              state -> state.open().containsKey(task.parent()) ? state.opened(task) : state);
        }
      }
      case TaskChange.Used(_, TaskId root, _, long after, var effects, AttemptKey key) -> {
        Attempt attempt = new Attempt(key.digest(), id, now, decision);
        replace(root, after, state -> state.decided(effects, key, attempt));
      }
      case TaskChange.Ended(TaskId task, TaskId root, _, long after) -> {
        if (task.equals(root)) {
          states.remove(root);
        } else {
          replace(root, after, state -> state.ended(task));
        }
      }
      case TaskChange.Reported(_, TaskId root, _, long after, UUID of, _, var released) ->
          replace(
              root,
              after,
              state -> state.reported().contains(of) ? state : state.reported(of, released));
    }
  }

  private void replace(TaskId root, long after, UnaryOperator<TaskState> change) {
    states.computeIfPresent(root, (_, state) -> change.apply(state).atLeast(after));
  }

  /// Lets go of what is over.
  public void settle(Instant now) {
    for (Map.Entry<TaskId, TaskState> entry : new ArrayList<>(states.entrySet())) {
      if (entry.getValue().isOver(now)) {
        states.remove(entry.getKey());
      }
    }
  }
}
