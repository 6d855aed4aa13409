package dev.remit.pdp.input;

import dev.remit.pdp.request.RawRequest;
import java.util.List;
import java.util.Objects;

/// A recorded run of an agent: what its user said, the calls it made and what they answered, and
/// how whoever recorded it judged the run.
///
/// `suite`, `userTask` and `attack` are empty where the record does not say them; `useful` says
/// that the user's task was done, `attacked` that the attack succeeded, if there was one.
public record AgentRun(
    String agent,
    String suite,
    String userTask,
    String attack,
    boolean useful,
    boolean attacked,
    String said,
    List<Step> steps) {
  public AgentRun {
    Objects.requireNonNull(agent, "agent");
    Objects.requireNonNull(suite, "suite");
    Objects.requireNonNull(userTask, "userTask");
    Objects.requireNonNull(attack, "attack");
    Objects.requireNonNull(said, "said");
    steps = List.copyOf(steps);
  }

  /// What happened, in the order of the record.
  public sealed interface Step {
    /// The agent asked for a call.
    record Call(RawRequest.ToolCall request) implements Step {
      public Call {
        Objects.requireNonNull(request, "request");
      }
    }

    /// A call was answered: the one that came as number `call`, counted from 0.
    record Result(int call, String text) implements Step {
      public Result {
        Objects.requireNonNull(text, "text");
      }
    }
  }
}
