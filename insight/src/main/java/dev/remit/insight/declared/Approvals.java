package dev.remit.insight.declared;

import java.time.Instant;
import java.util.List;

/// Which changes of authority were approved, if that is known. Immutable.
public final class Approvals {
  /// Nobody said.
  public static final Approvals NOT_KNOWN = new Approvals(List.of(), false);

  private final List<ApprovedChange> changes;
  private final boolean known;

  private Approvals(List<ApprovedChange> changes, boolean known) {
    this.changes = List.copyOf(changes);
    this.known = known;
  }

  /// These, and no others.
  public static Approvals of(List<ApprovedChange> changes) {
    return new Approvals(changes, true);
  }

  public List<ApprovedChange> changes() {
    return changes;
  }

  /// Of what somebody did to some entities, all written as `Type::"id"`. O(approvals).
  public Approval of(String by, List<String> changed, Instant at) {
    if (!known) {
      return new Approval.NotKnown();
    }
    return changes.stream()
        .filter(change -> change.covers(by, changed, at))
        .findFirst()
        .<Approval>map(change -> new Approval.Approved(change.reference()))
        .orElseGet(Approval.NotCovered::new);
  }
}
