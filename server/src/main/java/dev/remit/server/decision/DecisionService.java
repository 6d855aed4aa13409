package dev.remit.server.decision;

import dev.remit.pdp.decision.Decision;
import dev.remit.pdp.decision.DecisionInputs;
import dev.remit.pdp.decision.Pdp;
import dev.remit.pdp.decision.Reason;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.record.AppendFailed;
import dev.remit.pdp.record.DecisionPath;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.pdp.record.UuidV7;
import dev.remit.pdp.request.RawRequest;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The one path of every request, whatever protocol brought it: map, decide, record, answer. Any
/// thread may ask; nothing here blocks.
public final class DecisionService {
  private final ActiveBasis active;
  private final Recorder recorder;
  private final DecisionPath.Sources sources;
  private final String tenant;

  /// The generator of ids in `sources` must be safe for all threads.
  public DecisionService(
      ActiveBasis active, Recorder recorder, DecisionPath.Sources sources, String tenant) {
    this.active = Objects.requireNonNull(active, "active");
    this.recorder = Objects.requireNonNull(recorder, "recorder");
    this.sources = Objects.requireNonNull(sources, "sources");
    this.tenant = Objects.requireNonNull(tenant, "tenant");
  }

  /// What a decision asked for now would rest on.
  public Basis basis() {
    return active.current();
  }

  /// The recorded answer to a request from the decision point `point`, decided on `basis`. Never
  /// fails: what could not be recorded is a denial with the code `not-recorded`, and is the only
  /// answer that the log does not hold.
  public CompletionStage<DecisionRecord> decide(RawRequest raw, Basis basis, String point) {
    Instant time = sources.clock().instant();
    long started = sources.nanoTime().getAsLong();
    DecisionInputs inputs = DecisionInputs.of(raw, time, basis.bundle(), basis.snapshot());
    Decision decision = Pdp.decide(inputs, basis.bundle(), basis.snapshot());
    long latencyNanos = Math.max(0, sources.nanoTime().getAsLong() - started);
    DecisionRecord record = record(time, point, inputs, decision, latencyNanos);
    return recorder
        .keep(record)
        .handle((_, failure) -> failure == null ? record : unrecorded(record, failure));
  }

  private DecisionRecord record(
      Instant time, String point, DecisionInputs inputs, Decision decision, long latencyNanos) {
    return new DecisionRecord(
        UuidV7.of(time.toEpochMilli(), sources.random()),
        tenant,
        time,
        RecordKind.DECISION,
        point,
        inputs,
        decision,
        latencyNanos);
  }

  private DecisionRecord unrecorded(DecisionRecord record, Throwable failure) {
    Decision denial = new Decision.Deny(Reason.of(ReasonCode.NOT_RECORDED, text(failure)));
    return record(record.time(), record.point(), record.inputs(), denial, record.latencyNanos());
  }

  private static String text(Throwable failure) {
    @Nullable Throwable cause =
        failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof AppendFailed failed ? failed.text() : "the log failed: " + cause;
  }
}
