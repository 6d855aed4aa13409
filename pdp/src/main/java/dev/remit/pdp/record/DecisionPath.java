package dev.remit.pdp.record;

import dev.remit.pdp.decision.LiveContext;
import dev.remit.pdp.request.RawRequest;
import dev.remit.pdp.task.Effects;
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
    return rule(raw, live).record();
  }

  /// The same, with what it does to the task of the request, which is not yet done: nothing, where
  /// the decision could not be recorded and is denied.
  public Decider.Unsettled rule(RawRequest raw, LiveContext live) {
    Decider.Unsettled decided = decider.rule(raw, live, decider.sources().clock().instant());
    try {
      log.append(decided.record());
      return decided;
    } catch (AppendFailed e) {
      DecisionRecord answer =
          Decider.unrecorded(decided.record(), e, unrecorded, decider.sources().random());
      return new Decider.Unsettled(
          answer, answer.decision().isPermit() ? decided.effects() : Effects.NONE);
    }
  }
}
