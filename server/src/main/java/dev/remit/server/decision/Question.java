package dev.remit.server.decision;

import dev.remit.pdp.decision.LiveContext;
import dev.remit.pdp.request.RawRequest;
import dev.remit.server.ledger.TaskClaim;
import java.util.Objects;

/// What is asked: a request from the decision point `point`, of which `live` is known, to be
/// decided on `basis`. `task` is the task that it says it is of; `attempt` is what the caller calls
/// this attempt, empty where it names none, and counts within a task alone.
public record Question(
    RawRequest raw, LiveContext live, Basis basis, String point, TaskClaim task, String attempt) {
  public Question {
    Objects.requireNonNull(raw, "raw");
    Objects.requireNonNull(live, "live");
    Objects.requireNonNull(basis, "basis");
    Objects.requireNonNull(point, "point");
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(attempt, "attempt");
  }

  /// Outside of any task.
  public Question(RawRequest raw, LiveContext live, Basis basis, String point) {
    this(raw, live, basis, point, TaskClaim.NONE, "");
  }
}
