package dev.remit.pdp.decision;

import dev.remit.pdp.flow.Flow;
import dev.remit.pdp.request.Credential;
import dev.remit.pdp.task.TaskView;
import java.util.Objects;

/// What Remit itself knows of a request beside what came with it: what its principal proved, what
/// its task remembers, where its arguments came from.
public record LiveContext(Credential credential, TaskView task, Flow flow) {
  /// Nothing was proved, there is no task, and nobody knows where any argument came from.
  public static final LiveContext NONE = of(Credential.absent());

  public LiveContext {
    Objects.requireNonNull(credential, "credential");
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(flow, "flow");
  }

  /// Outside of any task.
  public static LiveContext of(Credential credential) {
    return new LiveContext(credential, TaskView.NONE, Flow.UNKNOWN);
  }
}
