package dev.remit.pdp.request;

import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.cedar.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Where a request came from: for whom, by which agent, in which task, after which tools, as which
/// call of the run.
///
/// `tools` are the tools that the run has called before, each once, in the order of first use;
/// `position` counts the calls of the run from 1.
public record Provenance(
    Claim<String> user,
    Claim<String> agent,
    Claim<String> task,
    Claim<List<String>> tools,
    Claim<Long> position) {

  /// Nothing is known.
  public static final Provenance ABSENT =
      new Provenance(
          Claim.absent(), Claim.absent(), Claim.absent(), Claim.absent(), Claim.absent());

  private static final RecordValue ABSENT_VALUE = value(ABSENT);

  public Provenance {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(agent, "agent");
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(tools, "tools");
    Objects.requireNonNull(position, "position");
  }

  /// The same, of a task that a token of this service names.
  public Provenance inTask(String id) {
    return new Provenance(user, agent, Claim.verified(id), tools, position);
  }

  /// `context.provenance`: each field a record `{status, value}` that is always there; an absent
  /// one has the empty value of its type.
  public RecordValue toValue() {
    return equals(ABSENT) ? ABSENT_VALUE : value(this);
  }

  private static RecordValue value(Provenance of) {
    return RecordValue.of(
        Map.of(
            "user", field(of.user, new StringValue(of.user.valueOr(""))),
            "agent", field(of.agent, new StringValue(of.agent.valueOr(""))),
            "task", field(of.task, new StringValue(of.task.valueOr(""))),
            "tools", field(of.tools, strings(of.tools.valueOr(List.of()))),
            "position", field(of.position, new LongValue(of.position.valueOr(0L)))));
  }

  private static RecordValue field(Claim<?> claim, Value value) {
    return RecordValue.of(Map.of("status", new StringValue(claim.status()), "value", value));
  }

  private static SetValue strings(List<String> values) {
    return SetValue.of(values.stream().map(StringValue::new).toList());
  }
}
