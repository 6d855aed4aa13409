package dev.remit.cli.trial;

import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.ledger.Attempt;
import dev.remit.pdp.ledger.AttemptKey;
import dev.remit.pdp.ledger.Task;
import dev.remit.pdp.ledger.TaskId;
import dev.remit.pdp.ledger.TaskState;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.task.Effects;
import dev.remit.pdp.task.TaskLimits;
import dev.remit.pdp.task.TaskRules;
import dev.remit.pdp.task.TaskView;
import java.time.Instant;

/// The task that a recorded run is: what its permitted calls leave and spend. Of a bundle that says
/// nothing of tasks policies see none. For one thread.
///
/// Nobody opened it for anything: its purpose is the bundle's if there is one alone, else empty.
/// All calls are made at about the same time, so that no amount passes with its window.
final class RunTask {
  private static final String NO_PURPOSE = "run";

  private final TaskRules rules;
  private final Task task;
  private TaskState state;

  RunTask(TaskRules rules, TaskId id, EntityUid holder, Instant now) {
    this.rules = rules;
    this.task =
        new Task(id, id, id, NO_PURPOSE, holder, holder, "", now, now.plus(TaskLimits.LIFE_MAX));
    this.state = TaskState.of(task);
  }

  private boolean isDeclared() {
    return !rules.purposes().isEmpty() || !rules.labels().isEmpty() || !rules.meters().isEmpty();
  }

  /// What policies see of it.
  TaskView view(Instant now) {
    if (!isDeclared()) {
      return TaskView.NONE;
    }
    TaskView view = state.view(task, now);
    String purpose = rules.purposes().size() == 1 ? rules.purposes().firstKey() : "";
    return new TaskView(view.id(), purpose, view.labels(), view.meters());
  }

  /// After a call was decided.
  void take(DecisionRecord record, Effects effects) {
    Attempt attempt = new Attempt("", record.id(), record.time(), record.decision());
    state = state.decided(effects, AttemptKey.NONE, attempt);
  }
}
