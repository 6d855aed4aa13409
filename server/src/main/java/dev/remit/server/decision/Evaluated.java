package dev.remit.server.decision;

import dev.remit.pdp.flow.GradedCall;
import dev.remit.pdp.ledger.Task;
import dev.remit.pdp.ledger.TaskState;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.task.Effects;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An answer that is nobody's to act on yet: nothing is spent, and nothing is recorded.
///
/// `task` and `state` are those that it was decided in; null outside of any, and where the task was
/// refused. `call` is what is known of the call of a tool; null where it is none, or nothing is
/// known.
public record Evaluated(
    Question question,
    DecisionRecord record,
    Effects effects,
    @Nullable Task task,
    @Nullable TaskState state,
    @Nullable GradedCall call) {
  public Evaluated {
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(record, "record");
    Objects.requireNonNull(effects, "effects");
  }
}
