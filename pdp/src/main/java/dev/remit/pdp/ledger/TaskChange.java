package dev.remit.pdp.ledger;

import dev.remit.pdp.task.Charge;
import dev.remit.pdp.task.Effects;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// What a record says of a task: how it changed the state that the task shares with its relatives.
/// `before` and `after` are versions of that state, equal where nothing changed.
public sealed interface TaskChange {
  TaskChange NONE = new None();

  /// The record is of no task.
  record None() implements TaskChange {}

  /// A task was opened.
  record Opened(Task task, long before, long after) implements TaskChange {
    public Opened {
      Objects.requireNonNull(task, "task");
    }
  }

  /// A request of the task was decided.
  record Used(
      TaskId task, TaskId root, long before, long after, Effects effects, AttemptKey attempt)
      implements TaskChange {
    public Used {
      Objects.requireNonNull(task, "task");
      Objects.requireNonNull(root, "root");
      Objects.requireNonNull(effects, "effects");
      Objects.requireNonNull(attempt, "attempt");
    }
  }

  /// The task was ended, with all below it.
  record Ended(TaskId task, TaskId root, long before, long after) implements TaskChange {
    public Ended {
      Objects.requireNonNull(task, "task");
      Objects.requireNonNull(root, "root");
    }
  }

  /// It was said what became of what a decision of the task permitted. `released` is what was given
  /// back of what that decision spent.
  record Reported(
      TaskId task,
      TaskId root,
      long before,
      long after,
      UUID decision,
      Outcome outcome,
      List<Charge> released)
      implements TaskChange {
    public Reported {
      Objects.requireNonNull(task, "task");
      Objects.requireNonNull(root, "root");
      Objects.requireNonNull(decision, "decision");
      Objects.requireNonNull(outcome, "outcome");
      released = List.copyOf(released);
    }
  }

  /// What became of what a decision permitted.
  enum Outcome {
    SUCCEEDED("succeeded"),
    FAILED("failed");

    private final String text;

    Outcome(String text) {
      this.text = text;
    }

    /// As callers and records write it.
    public String text() {
      return text;
    }
  }
}
