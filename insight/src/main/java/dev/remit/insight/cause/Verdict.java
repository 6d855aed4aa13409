package dev.remit.insight.cause;

import dev.remit.insight.declared.Approval;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The class of a cause, and what speaks for it. `confidence` says nothing of an unknown one.
/// `approval` is of the change that explains a drift.
public record Verdict(
    CauseClass kind, Confidence confidence, List<Evidence> evidence, Approval approval) {
  public Verdict {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(confidence, "confidence");
    evidence = List.copyOf(evidence);
    Objects.requireNonNull(approval, "approval");
  }

  /// Of what no change explains.
  Verdict(CauseClass kind, Confidence confidence, List<Evidence> evidence) {
    this(kind, confidence, evidence, new Approval.NoChange());
  }

  /// With more that is known, behind what it rests on.
  Verdict with(List<Evidence> more) {
    return new Verdict(
        kind, confidence, Stream.concat(evidence.stream(), more.stream()).toList(), approval);
  }
}
