package dev.remit.server.ledger;

import dev.remit.pdp.ledger.Task;
import dev.remit.pdp.ledger.TaskBook;
import dev.remit.pdp.ledger.TaskId;
import dev.remit.pdp.ledger.TaskState;
import dev.remit.pdp.task.TaskLimits;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The states of the open tasks of one tenant, one for each root, and beside each what has passed
/// through those tasks.
///
/// Any thread may call. A state is replaced by compare-and-set: whoever made the next one of a
/// state that is no longer the current one makes it again.
public final class TaskLedger {
  /// How often a change is made again before it is given up.
  public static final int TRIES_MAX = 1_000;

  private final Map<TaskId, Root> roots = new ConcurrentHashMap<>();
  private final int rootsMax;
  private final FlowMemory memory;

  /// That goes on from these.
  public TaskLedger(TaskBook book, FlowMemory memory) {
    this(book, memory, TaskLimits.ROOTS_MAX);
  }

  TaskLedger(TaskBook book, FlowMemory memory, int rootsMax) {
    this.rootsMax = rootsMax;
    this.memory = memory;
    book.states().forEach((root, state) -> roots.put(root, root(state)));
  }

  private record Root(AtomicReference<TaskState> state, TaskFlow flow) {}

  private Root root(TaskState state) {
    return new Root(new AtomicReference<>(state), new TaskFlow(memory));
  }

  /// The current state; null if the root has ended, or is not known.
  public @Nullable TaskState find(TaskId root) {
    Root current = roots.get(root);
    return current == null ? null : current.state().get();
  }

  /// What has passed through the tasks of a root.
  public Optional<TaskFlow> findFlow(TaskId root) {
    return Optional.ofNullable(roots.get(root)).map(Root::flow);
  }

  /// The memory for what passes through all of them.
  public FlowMemory flowMemory() {
    return memory;
  }

  /// Whether `before` was the current state of the root, and `after` is now.
  public boolean replace(TaskId root, TaskState before, TaskState after) {
    Root current = roots.get(root);
    return current != null && current.state().compareAndSet(before, after);
  }

  /// Whether there was room for a new root.
  public boolean open(Task root, Instant now) {
    if (roots.size() >= rootsMax) {
      settle(now);
      if (roots.size() >= rootsMax) {
        return false;
      }
    }
    roots.put(root.id(), root(TaskState.of(root)));
    return true;
  }

  /// Ends a task, and all below it. Empty if it is not open.
  public Optional<Ended> end(TaskId root, TaskId task) {
    for (int i = 0; i < TRIES_MAX; i++) {
      TaskState before = find(root);
      if (before == null || !before.open().containsKey(task)) {
        return Optional.empty();
      }
      TaskState after = before.ended(task);
      if (replace(root, before, after)) {
        if (after.open().isEmpty()) {
          Root removed = roots.remove(root);
          if (removed != null) {
            removed.flow().close();
          }
        }
        return Optional.of(new Ended(before.version(), after.version()));
      }
    }
    throw new IllegalStateException("task " + task + " was changed for ever");
  }

  /// The versions before and after a task was ended.
  public record Ended(long before, long after) {}

  /// A task by its id alone, open and not over, with the state it is in. Costs looking through all
  /// roots where it is none.
  public Optional<Found> locate(TaskId id, Instant now) {
    TaskState own = find(id);
    if (own != null) {
      return found(own, id, now);
    }
    for (Root root : roots.values()) {
      TaskState state = root.state().get();
      if (state.open().containsKey(id)) {
        return found(state, id, now);
      }
    }
    return Optional.empty();
  }

  private static Optional<Found> found(TaskState state, TaskId id, Instant now) {
    Task task = state.find(id, now);
    return task == null ? Optional.empty() : Optional.of(new Found(task, state));
  }

  /// A task that is open, and the state that it shares.
  public record Found(Task task, TaskState state) {
    public Found {
      Objects.requireNonNull(task, "task");
      Objects.requireNonNull(state, "state");
    }
  }

  /// Lets go of roots that are over with all below them.
  public void settle(Instant now) {
    roots
        .values()
        .removeIf(root -> {
          boolean over = root.state().get().isOver(now);
          if (over) {
            root.flow().close();
          }
          return over;
        });
  }

  /// Roots that are held.
  public int size() {
    return roots.size();
  }
}
