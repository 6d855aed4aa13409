package dev.remit.server.task;

import com.linecorp.armeria.common.HttpStatus;
import dev.remit.pdp.ledger.TaskId;
import dev.remit.server.decision.DecisionService;
import dev.remit.server.http.Call;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import dev.remit.server.ledger.TaskLedger;
import java.time.Instant;
import java.util.Optional;

/// The open task that a path names by `{id}`.
final class OpenTasks {
  private OpenTasks() {}

  /// Throws unless there is one at an instant, which the caller may touch.
  static TaskLedger.Found require(DecisionService decisions, Call call, Instant now)
      throws Refused {
    Optional<TaskLedger.Found> found = Optional.empty();
    try {
      found = decisions.ledger().locate(TaskId.parse(call.path("id")), now);
    } catch (IllegalArgumentException _) {
      // There is none of such an id.
    }
    TaskLedger.Found open = found.orElseThrow(OpenTasks::unknown);
    Callers.requireMayTouch(
        call, open.task(), open.state(), decisions.basis().bundle().manifest().tasks());
    return open;
  }

  static Refused unknown() {
    return new Refused(
        new Problem(
            HttpStatus.NOT_FOUND,
            "task.unknown",
            "no task of that id is open; it has ended, or never was"));
  }
}
