package dev.remit.pdp.record;

import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.decision.Decision;
import dev.remit.pdp.decision.DecisionInputs;
import dev.remit.pdp.ledger.TaskChange;
import dev.remit.pdp.request.MappedRequest;
import dev.remit.pdp.request.RawRequest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// One decision with everything it rests on.
///
/// `id` is a UUIDv7; `time` is when it was decided; `point` is the decision point that answered;
/// `latencyNanos` is the time from the raw request to the decision, mapping included and recording
/// excluded; `task` is what it changed in the task of the request; `resource` is what was known of
/// the first resource beside the decision.
public record DecisionRecord(
    UUID id,
    String tenant,
    Instant time,
    RecordKind kind,
    String point,
    DecisionInputs inputs,
    Decision decision,
    long latencyNanos,
    TaskChange task,
    ResourceFacts resource) {

  public DecisionRecord {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(tenant, "tenant");
    time = Instant.ofEpochMilli(time.toEpochMilli());
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(point, "point");
    Objects.requireNonNull(inputs, "inputs");
    Objects.requireNonNull(decision, "decision");
    if ((kind == RecordKind.SEARCH) != (inputs.raw() instanceof RawRequest.Search)) {
      throw new IllegalArgumentException("kind " + kind + " of " + inputs.raw().getClass());
    }
    if (kind == RecordKind.SEARCH && decision.isPermit()) {
      throw new IllegalArgumentException("a search that permits");
    }
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(resource, "resource");
    if (latencyNanos < 0) {
      throw new IllegalArgumentException("latency " + latencyNanos);
    }
  }

  /// Of a request that belongs to no task, and of whose resources nothing is known.
  public DecisionRecord(
      UUID id,
      String tenant,
      Instant time,
      RecordKind kind,
      String point,
      DecisionInputs inputs,
      Decision decision,
      long latencyNanos) {
    this(
        id,
        tenant,
        time,
        kind,
        point,
        inputs,
        decision,
        latencyNanos,
        TaskChange.NONE,
        ResourceFacts.NONE);
  }

  /// The same record under another id.
  public DecisionRecord withId(UUID other) {
    return new DecisionRecord(
        other, tenant, time, kind, point, inputs, decision, latencyNanos, task, resource);
  }

  /// The same record, with what it changed in the task of the request.
  public DecisionRecord with(TaskChange change) {
    return new DecisionRecord(
        id, tenant, time, kind, point, inputs, decision, latencyNanos, change, resource);
  }

  /// The same record, with what was known of the first resource.
  public DecisionRecord with(ResourceFacts facts) {
    return new DecisionRecord(
        id, tenant, time, kind, point, inputs, decision, latencyNanos, task, facts);
  }

  public EntityUid principal() {
    return inputs.mapped().principal();
  }

  public EntityUid action() {
    return inputs.mapped().action();
  }

  /// Empty for a request that was refused before its resources were known.
  public List<EntityUid> resources() {
    return switch (inputs.mapped()) {
      case MappedRequest.Mapped mapped -> mapped.resources();
      case MappedRequest.Refused _ -> List.of();
    };
  }

  /// Whether the policies were asked.
  public boolean isEvaluated() {
    return inputs.mapped() instanceof MappedRequest.Mapped;
  }
}
