package dev.remit.pdp.record;

import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.decision.Decision;
import dev.remit.pdp.decision.DecisionInputs;
import dev.remit.pdp.decision.Pdp;
import dev.remit.pdp.decision.Reason;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.request.RawRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// The path of a request: map, decide, record, answer. Used by one thread at a time, because the
/// generator of ids is.
public final class DecisionPath {
  private final Bundle bundle;
  private final Snapshot snapshot;
  private final DecisionLog log;
  private final Origin origin;
  private final Sources sources;
  private final UnrecordedAnswers unrecorded;

  /// A path that denies what cannot be recorded.
  public DecisionPath(
      Bundle bundle, Snapshot snapshot, DecisionLog log, Origin origin, Sources sources) {
    this(
        bundle,
        snapshot,
        log,
        origin,
        sources,
        new UnrecordedAnswers(UnrecordedAnswers.Choice.DENY));
  }

  public DecisionPath(
      Bundle bundle,
      Snapshot snapshot,
      DecisionLog log,
      Origin origin,
      Sources sources,
      UnrecordedAnswers unrecorded) {
    this.bundle = Objects.requireNonNull(bundle, "bundle");
    this.snapshot = Objects.requireNonNull(snapshot, "snapshot");
    this.log = Objects.requireNonNull(log, "log");
    this.origin = Objects.requireNonNull(origin, "origin");
    this.sources = Objects.requireNonNull(sources, "sources");
    this.unrecorded = Objects.requireNonNull(unrecorded, "unrecorded");
  }

  /// What every record of this path says of itself.
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

  /// The recorded answer. Where it could not be recorded, it is a denial with the code
  /// `not-recorded`, or the answer all the same if that was chosen; no other is missing in the log.
  public DecisionRecord answer(RawRequest raw) {
    Instant time = sources.clock().instant();
    long started = sources.nanoTime().getAsLong();
    DecisionInputs inputs = DecisionInputs.of(raw, time, bundle, snapshot);
    Decision decision = Pdp.decide(inputs, bundle, snapshot);
    long latencyNanos = Math.max(0, sources.nanoTime().getAsLong() - started);
    DecisionRecord record = record(time, inputs, decision, latencyNanos);
    try {
      log.append(record);
      return record;
    } catch (AppendFailed e) {
      if (unrecorded.isAnswered(e)) {
        return record;
      }
      Reason reason = Reason.of(ReasonCode.NOT_RECORDED, e.text());
      return record(time, inputs, new Decision.Deny(reason), latencyNanos);
    }
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
        latencyNanos);
  }
}
