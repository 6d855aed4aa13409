package dev.remit.pdp.record;

import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/// What is answered where the log does not take the record, and how many such answers there were.
/// Any thread may call; all paths to one log share one, so that it can be read for health and
/// metrics beside the log's own accounts: what those refused, these answered or denied.
public final class UnrecordedAnswers {
  private final Choice choice;
  private final LongAdder answered = new LongAdder();
  private final LongAdder denied = new LongAdder();

  /// What to do while the log cannot be written.
  public enum Choice {
    /// Deny: nothing happens of which there is no record.
    DENY,
    /// Answer as if there were a record: work goes on, and part of it cannot be accounted for.
    ///
    /// A request whose own record no log could keep is denied all the same: else whoever makes it
    /// too large would act without a trace.
    ANSWER
  }

  public UnrecordedAnswers(Choice choice) {
    this.choice = Objects.requireNonNull(choice, "choice");
  }

  public Choice choice() {
    return choice;
  }

  /// Answers that went out as they were decided, permits and denials, and that no log holds.
  public long answered() {
    return answered.sum();
  }

  /// Answers that were denials for want of a record.
  public long denied() {
    return denied.sum();
  }

  /// Whether the decision is answered without a record; counts it.
  boolean isAnswered(AppendFailed failure) {
    boolean answers = choice == Choice.ANSWER && !failure.isRecordAtFault();
    (answers ? answered : denied).increment();
    return answers;
  }
}
