package dev.remit.server.ledger;

import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.flow.FlowIndex;
import dev.remit.pdp.flow.FlowKey;
import dev.remit.pdp.flow.GradedCall;
import dev.remit.pdp.mapping.CalledTool;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What has passed through a root task and all below it: the index by which arguments of calls are
/// graded, and the permitted calls whose results may still come. In memory alone, so that after a
/// start nothing is known.
///
/// Any thread may call. An index in its place takes nothing in any more: who takes something in
/// makes a copy, one at a time (`intake` guards that and `closed`), and puts it in the place of the
/// one before, so that a call is graded before a message or after it. An index guards itself while
/// it grades or is copied, so who grades waits for others that do, and for no message. `waiting`
/// guards itself, and `waitingBytes`.
public final class TaskFlow {
  /// Calls whose results are waited for; the oldest is let go for a new one, and its result is not
  /// taken in.
  public static final int CALLS_MAX = 64;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final FlowMemory memory;
  private final Object intake = new Object();
  private final Map<UUID, PermittedCall> waiting = new LinkedHashMap<>();
  private volatile @Nullable FlowIndex index;
  private long indexBytes;
  private long waitingBytes;
  private boolean closed;

  TaskFlow(FlowMemory memory) {
    this.memory = Objects.requireNonNull(memory, "memory");
  }

  /// What came of a message. Nothing is known of what was not taken in.
  public enum Intake {
    TAKEN,
    /// The task has taken in as much as one may.
    TASK_FULL,
    /// The tasks of the tenant take as much memory as is set.
    MEMORY_FULL,
    /// No call of the task waits for this result.
    UNKNOWN_CALL,
    /// It could not be recorded.
    NOT_RECORDED,
    ENDED
  }

  /// The record of a message, which is kept before the message counts.
  @FunctionalInterface
  public interface Note {
    /// Whether it was kept. It may block; other messages of the task wait for it.
    boolean keep(Intake intake);
  }

  /// Where the arguments of a call come from, by the tools of the bundle that decides it; empty
  /// where nobody said what the user asked for.
  public Optional<GradedCall> grade(CalledTool call, Bundle bundle) {
    FlowIndex known = index;
    if (known == null) {
      return Optional.empty();
    }
    synchronized (known) {
      return Optional.of(
          known.grade(
              call.tool(), call.arguments(), bundle.tools(), bundle.manifest().selection()));
    }
  }

  private static FlowIndex copy(FlowIndex known) {
    synchronized (known) {
      return known.copy();
    }
  }

  /// A call was permitted, and that is recorded.
  public void permitted(PermittedCall call) {
    if (!call.isBounded()) {
      return;
    }
    synchronized (waiting) {
      if (index == null) {
        return; // Nobody said what the user asked for, or the task has ended.
      }
      if (waiting.size() == CALLS_MAX) {
        forget(waiting.keySet().iterator().next());
      }
      if (memory.reserve(call.bytes())) {
        waitingBytes += call.bytes();
        waiting.put(call.decision(), call);
      }
    }
  }

  /// The call of a decision whose result is waited for.
  public Optional<PermittedCall> find(UUID decision) {
    synchronized (waiting) {
      return Optional.ofNullable(waiting.get(decision));
    }
  }

  private void forget(UUID decision) {
    synchronized (waiting) {
      PermittedCall call = waiting.remove(decision);
      if (call != null) {
        memory.release(call.bytes());
        waitingBytes -= call.bytes();
      }
    }
  }

  /// Takes in what the user said. Blocks.
  public Intake hear(String said, Bundle bundle, Note note) {
    synchronized (intake) {
      FlowIndex before = index;
      FlowIndex next =
          before == null
              ? FlowIndex.open(
                  "", bundle.tools(), bundle.manifest().selection(), FlowKey.draw(RANDOM))
              : copy(before);
      return next.hear(said) ? replace(next, note) : left(Intake.TASK_FULL, note);
    }
  }

  /// Takes in what a permitted call answered, once. Blocks; `O(result)`.
  public Intake take(UUID decision, String result, Note note) {
    synchronized (intake) {
      FlowIndex before = index;
      PermittedCall call = find(decision).orElse(null);
      if (before == null || call == null) {
        return closed ? Intake.ENDED : Intake.UNKNOWN_CALL;
      }
      if (!before.hasRoomFor(result.length())) {
        return left(Intake.TASK_FULL, note);
      }
      FlowIndex next = copy(before);
      next.take(call.graded(), call.labels(), result);
      Intake came = replace(next, note);
      if (came == Intake.TAKEN) {
        forget(decision);
      }
      return came;
    }
  }

  private Intake replace(FlowIndex next, Note note) {
    if (closed) {
      return Intake.ENDED;
    }
    long more = next.bytes() - indexBytes;
    if (!memory.reserve(more)) {
      return left(Intake.MEMORY_FULL, note);
    }
    if (!note.keep(Intake.TAKEN)) {
      memory.release(more);
      return Intake.NOT_RECORDED;
    }
    indexBytes += more;
    index = next;
    return Intake.TAKEN;
  }

  private Intake left(Intake why, Note note) {
    memory.leaveOut();
    return note.keep(why) ? why : Intake.NOT_RECORDED;
  }

  /// Lets go of everything; nothing is taken in any more.
  void close() {
    synchronized (intake) {
      closed = true;
      index = null;
      memory.release(indexBytes);
      indexBytes = 0;
    }
    synchronized (waiting) {
      waiting.clear();
      memory.release(waitingBytes);
      waitingBytes = 0;
    }
  }
}
