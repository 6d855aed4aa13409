package dev.remit.server.decision;

import dev.remit.pdp.record.AppendFailed;
import dev.remit.pdp.record.Decider;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.pdp.record.UnrecordedAnswers;
import dev.remit.pdp.request.Credential;
import dev.remit.pdp.request.RawRequest;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/// The one path of every request, whatever protocol brought it: map, decide, record, answer. Any
/// thread may ask; nothing here blocks.
public final class DecisionService {
  private final ActiveBasis active;
  private final Recorder recorder;
  private final Decider.Sources sources;
  private final UnrecordedAnswers unrecorded;
  private final String tenant;

  /// The generator of ids in `sources` must be safe for all threads.
  public DecisionService(
      ActiveBasis active,
      Recorder recorder,
      Decider.Sources sources,
      UnrecordedAnswers unrecorded,
      String tenant) {
    this.active = Objects.requireNonNull(active, "active");
    this.recorder = Objects.requireNonNull(recorder, "recorder");
    this.sources = Objects.requireNonNull(sources, "sources");
    this.unrecorded = Objects.requireNonNull(unrecorded, "unrecorded");
    this.tenant = Objects.requireNonNull(tenant, "tenant");
  }

  /// What a decision asked for now would rest on.
  public Basis basis() {
    return active.current();
  }

  /// The recorded answer to a request from the decision point `point`, decided on `basis`. Never
  /// fails. What could not be recorded is a denial with the code `not-recorded`, or the answer all
  /// the same if that was chosen; no other is missing in the log.
  public CompletionStage<DecisionRecord> decide(RawRequest raw, Basis basis, String point) {
    return decide(raw, Credential.absent(), basis, point);
  }

  /// The same for a principal who presented `credential`.
  public CompletionStage<DecisionRecord> decide(
      RawRequest raw, Credential credential, Basis basis, String point) {
    Decider decider =
        new Decider(
            basis.bundle(),
            basis.snapshot(),
            new Decider.Origin(tenant, RecordKind.DECISION, point),
            sources);
    DecisionRecord record = decider.decide(raw, credential);
    return recorder
        .keep(record)
        .handle((_, failure) ->
            failure == null
                ? record
                : decider.unrecorded(record, appendFailed(failure), unrecorded));
  }

  private static AppendFailed appendFailed(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof AppendFailed failed
        ? failed
        : new AppendFailed("the log failed (" + cause + "); see what the service printed", cause);
  }
}
