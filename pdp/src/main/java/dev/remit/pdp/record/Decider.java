package dev.remit.pdp.record;

import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.decision.Decision;
import dev.remit.pdp.decision.DecisionInputs;
import dev.remit.pdp.decision.LiveContext;
import dev.remit.pdp.decision.Pdp;
import dev.remit.pdp.decision.Reason;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.decision.Ruled;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.ledger.TaskChange;
import dev.remit.pdp.request.MappedRequest;
import dev.remit.pdp.request.RawRequest;
import dev.remit.pdp.task.Effects;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// The part of the path of a request that waits for nothing: map, decide, make the record. Keeping
/// it before anybody is answered is for the caller. Any thread may call if the sources allow it.
public record Decider(Bundle bundle, Snapshot snapshot, Origin origin, Sources sources) {
  public Decider {
    Objects.requireNonNull(bundle, "bundle");
    Objects.requireNonNull(snapshot, "snapshot");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(sources, "sources");
  }

  /// What every record says of itself.
  public record Origin(String tenant, RecordKind kind, String point) {
    public Origin {
      Objects.requireNonNull(tenant, "tenant");
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(point, "point");
    }
  }

  /// Time and randomness: the wall clock, a clock that only runs forward, in nanoseconds, and the
  /// generator of ids.
  public record Sources(InstantSource clock, LongSupplier nanoTime, RandomGenerator random) {
    public Sources {
      Objects.requireNonNull(clock, "clock");
      Objects.requireNonNull(nanoTime, "nanoTime");
      Objects.requireNonNull(random, "random");
    }
  }

  /// The decision on a request of which nothing is known but what came with it.
  public DecisionRecord decide(RawRequest raw) {
    return decide(raw, LiveContext.NONE);
  }

  /// The decision with all that it rests on, not yet kept.
  public DecisionRecord decide(RawRequest raw, LiveContext live) {
    return rule(raw, live, sources.clock().instant()).record();
  }

  /// A decision that is not yet kept, and what it does to the task of the request, which is not yet
  /// done.
  public record Unsettled(DecisionRecord record, Effects effects) {
    public Unsettled {
      Objects.requireNonNull(record, "record");
      Objects.requireNonNull(effects, "effects");
    }
  }

  /// The decision at an instant, which is that of `live`.
  public Unsettled rule(RawRequest raw, LiveContext live, Instant time) {
    long started = sources.nanoTime().getAsLong();
    DecisionInputs inputs = DecisionInputs.of(raw, live, time, bundle, snapshot);
    Ruled ruled = Pdp.rule(inputs, bundle, snapshot);
    long latencyNanos = Math.max(0, sources.nanoTime().getAsLong() - started);
    return new Unsettled(record(time, inputs, ruled.decision(), latencyNanos), ruled.effects());
  }

  /// The denial of a request at an instant that is refused before any policy is asked; the mapping
  /// may have refused it before.
  public DecisionRecord refuse(
      RawRequest raw, LiveContext live, Instant time, MappedRequest.Refusal code, String text) {
    DecisionInputs inputs = DecisionInputs.of(raw, live, time, bundle, snapshot);
    DecisionInputs refused =
        inputs.mapped() instanceof MappedRequest.Refused ? inputs : inputs.refused(code, text);
    return record(time, refused, Pdp.decide(refused, bundle, snapshot), 0);
  }

  /// The record of a note of Remit's own, as [DecisionInputs#ofNote] says.
  public DecisionRecord note(RawRequest note, Instant time, String text) {
    DecisionInputs inputs = DecisionInputs.ofNote(note, time, bundle, snapshot, text);
    return record(time, inputs, Pdp.decide(inputs, bundle, snapshot), 0);
  }

  /// What is answered in the place of a decision that could not be kept: a denial with the code
  /// `not-recorded` under an id of its own, or the decision all the same if that was chosen; counts
  /// it.
  public static DecisionRecord unrecorded(
      DecisionRecord record,
      AppendFailed failure,
      UnrecordedAnswers answers,
      RandomGenerator random) {
    if (answers.isAnswered(failure)) {
      return record;
    }
    return new DecisionRecord(
        UuidV7.of(record.time().toEpochMilli(), random),
        record.tenant(),
        record.time(),
        record.kind(),
        record.point(),
        record.inputs(),
        new Decision.Deny(Reason.of(ReasonCode.NOT_RECORDED, failure.text())),
        record.latencyNanos(),
        record.task(),
        record.resource());
  }

  private DecisionRecord record(
      Instant time, DecisionInputs inputs, Decision decision, long latencyNanos) {
    return new DecisionRecord(
        UuidV7.of(time.toEpochMilli(), sources.random()),
        origin.tenant(),
        time,
        origin.kind(),
        origin.point(),
        inputs,
        decision,
        latencyNanos,
        TaskChange.NONE,
        ResourceFacts.of(inputs.mapped(), bundle.manifest().resources(), snapshot.entities()));
  }
}
