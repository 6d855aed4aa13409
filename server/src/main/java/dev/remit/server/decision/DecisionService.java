package dev.remit.server.decision;

import dev.remit.pdp.decision.DecisionInputs;
import dev.remit.pdp.decision.LiveContext;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.record.AppendFailed;
import dev.remit.pdp.record.Decider;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.pdp.record.UnrecordedAnswers;
import dev.remit.pdp.record.UuidV7;
import dev.remit.pdp.request.RawRequest;
import dev.remit.pdp.search.Search;
import dev.remit.pdp.search.SearchPage;
import java.time.Instant;
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

  /// The recorded answer to a request from the decision point `point`, of which `live` is known,
  /// decided on `basis`. Never fails. What could not be recorded is a denial with the code
  /// `not-recorded`, or the answer all the same if that was chosen; no other is missing in the log.
  public CompletionStage<DecisionRecord> decide(
      RawRequest raw, LiveContext live, Basis basis, String point) {
    return keep(evaluate(raw, live, basis, point));
  }

  /// The answer to a request, not yet recorded: it is nobody's to act on before [#keep] gave it.
  /// Whether the caller may ask about what the mapping made of the request is known only now.
  public DecisionRecord evaluate(RawRequest raw, LiveContext live, Basis basis, String point) {
    return new Decider(
            basis.bundle(),
            basis.snapshot(),
            new Decider.Origin(tenant, RecordKind.DECISION, point),
            sources)
        .decide(raw, live);
  }

  /// Records an answer, as [#decide] does.
  public CompletionStage<DecisionRecord> keep(DecisionRecord record) {
    return recorder
        .keep(record)
        .handle((_, failure) ->
            failure == null
                ? record
                : Decider.unrecorded(record, appendFailed(failure), unrecorded, sources.random()));
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

  /// The instant that a search begun now sees.
  public Instant now() {
    return sources.clock().instant();
  }

  /// A page of `search`, recorded as asked for by `inputs`. Without its record it is none: the code
  /// of the first reason is then `not-recorded`. Asks in the caller's thread.
  public CompletionStage<Searched> search(
      Search search, DecisionInputs inputs, int from, int limit, String point) {
    Instant time = sources.clock().instant();
    long started = sources.nanoTime().getAsLong();
    SearchPage page = search.page(from, limit);
    long latencyNanos = Math.max(0, sources.nanoTime().getAsLong() - started);
    DecisionRecord record =
        new DecisionRecord(
            UuidV7.of(time.toEpochMilli(), sources.random()),
            tenant,
            time,
            RecordKind.SEARCH,
            point,
            inputs,
            search.decision(page),
            latencyNanos);
    return keep(record).thenApply(kept -> new Searched(kept, page));
  }

  /// A page of a search, with its record.
  public record Searched(DecisionRecord record, SearchPage page) {
    public Searched {
      Objects.requireNonNull(record, "record");
      Objects.requireNonNull(page, "page");
    }

    public boolean isRecorded() {
      return record.decision().reasons().getFirst().code() != ReasonCode.NOT_RECORDED;
    }
  }
}
