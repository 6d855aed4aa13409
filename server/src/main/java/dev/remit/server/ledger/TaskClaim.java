package dev.remit.server.ledger;

import dev.remit.pdp.ledger.TaskId;
import dev.remit.pdp.request.MappedRequest;
import java.util.Objects;

/// Which task a request says it is of, and whether that is proven.
public sealed interface TaskClaim {
  TaskClaim NONE = new None();

  /// It names none.
  record None() implements TaskClaim {}

  /// A token of this service names it; whether it is still open is for the ledger to say.
  record Valid(TaskId task, TaskId root) implements TaskClaim {
    public Valid {
      Objects.requireNonNull(task, "task");
      Objects.requireNonNull(root, "root");
    }
  }

  /// What it presents is no token that is good; `text` is for whoever is denied.
  record Refused(MappedRequest.Refusal code, String text) implements TaskClaim {
    public Refused {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(text, "text");
    }
  }
}
