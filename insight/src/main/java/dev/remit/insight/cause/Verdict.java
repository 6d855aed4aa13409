package dev.remit.insight.cause;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The class of a cause, and what speaks for it. `confidence` says nothing of an unknown one.
public record Verdict(CauseClass kind, Confidence confidence, List<Evidence> evidence) {
  public Verdict {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(confidence, "confidence");
    evidence = List.copyOf(evidence);
  }

  /// With more that is known, behind what it rests on.
  Verdict with(List<Evidence> more) {
    return new Verdict(kind, confidence, Stream.concat(evidence.stream(), more.stream()).toList());
  }
}
