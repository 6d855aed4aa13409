package dev.remit.insight.rate;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rates of authorization failure of a scope: what was asked, what was counted, and what the
/// records say beside it and which hours are rises, each null where nobody asked.
public record RateReport(
    Question question, Tally tally, @Nullable Details details, @Nullable Rises rises) {
  public RateReport {
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(tally, "tally");
  }

  /// The same, of which more is known about the rises.
  public RateReport with(Rises explained) {
    return new RateReport(question, tally, details, explained);
  }

  /// What was counted without the denials of the largest cause; empty where none is known.
  public Optional<Counts> withoutLargestCause() {
    LargestCause cause = details == null ? null : details.largest();
    return cause == null
        ? Optional.empty()
        : Optional.of(tally.whole().counts().withoutDenied(cause.denied()));
  }

  /// Attempts that were counted and have no record any more; empty where nobody looked.
  public Optional<Long> recordsGone() {
    return details == null
        ? Optional.empty()
        : Optional.of(tally.whole().counts().attempts() - details.records());
  }
}
