package dev.remit.insight;

import dev.remit.insight.rate.Counts;
import java.util.List;
import java.util.Objects;

/// What a run came to: how much was read, how often it was denied and of what, by whom, with which
/// tool, in which task, by which clause, and how long decisions took.
///
/// Each breakdown adds up to `total`. `causes` add up to all that failed, the most frequent first.
public record RunReport(
    Intake intake,
    Counts total,
    Breakdown agents,
    Breakdown tools,
    Breakdown tasks,
    List<DenialCause> causes,
    Timing timing) {

  public RunReport {
    Objects.requireNonNull(intake, "intake");
    Objects.requireNonNull(total, "total");
    causes = List.copyOf(causes);
    Objects.requireNonNull(timing, "timing");
    long caused = causes.stream().mapToLong(DenialCause::count).sum();
    if (!agents.total().equals(total)
        || !tools.total().equals(total)
        || !tasks.total().equals(total)
        || caused != total.failed()) {
      throw new IllegalArgumentException("the accounts do not balance");
    }
  }
}
