package dev.remit.bench;

import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.decision.LiveContext;
import dev.remit.pdp.ledger.Attempt;
import dev.remit.pdp.ledger.AttemptKey;
import dev.remit.pdp.ledger.Task;
import dev.remit.pdp.ledger.TaskChange;
import dev.remit.pdp.ledger.TaskId;
import dev.remit.pdp.ledger.TaskState;
import dev.remit.pdp.record.Decider;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.request.RawRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

/// Tasks that are open at an instant, all roots, whose states decisions read and replace as the
/// service does, without the token of the request. For one thread.
final class LiveTasks {
  private static final long LIFE_SECONDS = 3_600;

  private final Map<TaskId, AtomicReference<TaskState>> states = new ConcurrentHashMap<>();
  private final List<TaskId> ids;
  private final Instant now;

  LiveTasks(int tasks, EntityUid owner, String purpose, Instant now, RandomGenerator random) {
    this.now = now;
    for (int i = 0; i < tasks; i++) {
      TaskId id = new TaskId(new UUID(random.nextLong(), random.nextLong()));
      Task task =
          new Task(id, id, id, purpose, owner, owner, "", now, now.plusSeconds(LIFE_SECONDS));
      states.put(id, new AtomicReference<>(TaskState.of(task)));
    }
    ids = List.copyOf(states.keySet());
  }

  int size() {
    return ids.size();
  }

  /// The decision on a request of one of the tasks, and what it changes there.
  DecisionRecord decide(int index, Decider decider, RawRequest request, LiveContext outside) {
    TaskId id = ids.get(index);
    AtomicReference<TaskState> current = Objects.requireNonNull(states.get(id));
    TaskState before = current.get();
    Task task = Objects.requireNonNull(before.find(id, now));
    LiveContext live = outside.in(before.view(task, now));
    Decider.Unsettled unsettled = decider.rule(request, live, now);
    DecisionRecord record = unsettled.record();
    if (before.limit(unsettled.effects(), AttemptKey.NONE, now) != null) {
      throw new IllegalStateException("a task that holds no more");
    }
    TaskState after =
        before.decided(
            unsettled.effects(),
            AttemptKey.NONE,
            new Attempt("", record.id(), now, record.decision()));
    if (!current.compareAndSet(before, after)) {
      throw new IllegalStateException("one thread races");
    }
    return record.with(
        new TaskChange.Used(
            id, id, before.version(), after.version(), unsettled.effects(), AttemptKey.NONE));
  }
}
