package dev.remit.pdp.record;

import dev.remit.pdp.decision.LiveContext;
import dev.remit.pdp.request.RawRequest;
import java.util.Objects;

/// The path of a request for callers that wait: decide, record, answer. Used by one thread at a
/// time, because the generator of ids is.
public final class DecisionPath {
  private final Decider decider;
  private final DecisionLog log;
  private final UnrecordedAnswers unrecorded;

  /// A path that denies what cannot be recorded.
  public DecisionPath(Decider decider, DecisionLog log) {
    this(decider, log, new UnrecordedAnswers(UnrecordedAnswers.Choice.DENY));
  }

  public DecisionPath(Decider decider, DecisionLog log, UnrecordedAnswers unrecorded) {
    this.decider = Objects.requireNonNull(decider, "decider");
    this.log = Objects.requireNonNull(log, "log");
    this.unrecorded = Objects.requireNonNull(unrecorded, "unrecorded");
  }

  /// The recorded answer. Where it could not be recorded, it is a denial with the code
  /// `not-recorded`, or the answer all the same if that was chosen; no other is missing in the log.
  public DecisionRecord answer(RawRequest raw) {
    return answer(raw, LiveContext.NONE);
  }

  /// The same, for a request of which `live` is known.
  public DecisionRecord answer(RawRequest raw, LiveContext live) {
    DecisionRecord record = decider.decide(raw, live);
    try {
      log.append(record);
      return record;
    } catch (AppendFailed e) {
      return Decider.unrecorded(record, e, unrecorded, decider.sources().random());
    }
  }
}
