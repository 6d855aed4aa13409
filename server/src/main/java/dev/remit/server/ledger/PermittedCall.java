package dev.remit.server.ledger;

import dev.remit.pdp.flow.Flow;
import dev.remit.pdp.flow.GradedCall;
import dev.remit.pdp.ledger.TaskId;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/// A call of a tool in a task that a recorded decision permitted, and whose result may still come.
///
/// `point` is the decision point that asked, and so enforces; `labels` are those that the call
/// leaves.
public record PermittedCall(
    UUID decision, TaskId task, String point, SortedSet<String> labels, GradedCall graded) {
  /// Hosts that a call may name, for its result to be taken in.
  public static final int HOSTS_MAX = 64;

  private static final long BYTES_MIN = 512;
  private static final long ELEMENT_BYTES = 64;

  // What its arguments were graded is in the record of the decision, and its result needs it not.
  public PermittedCall {
    Objects.requireNonNull(decision, "decision");
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(point, "point");
    labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
    graded =
        new GradedCall(
            graded.tool(), Flow.UNKNOWN, graded.selects(), graded.bare(), graded.hosts());
  }

  boolean isBounded() {
    return graded.hosts().size() <= HOSTS_MAX;
  }

  /// Of memory, about.
  long bytes() {
    return BYTES_MIN + ELEMENT_BYTES * (labels.size() + graded.hosts().size());
  }
}
