package dev.remit.insight.declared;

import java.util.Objects;

/// Whether a change of authority was approved, as far as that is known.
public sealed interface Approval {
  /// It was; the reference says where.
  record Approved(String reference) implements Approval {
    public Approved {
      Objects.requireNonNull(reference, "reference");
    }
  }

  /// Approvals are known, and none is of it.
  record NotCovered() implements Approval {}

  /// Nobody said which changes were approved.
  record NotKnown() implements Approval {}

  /// No change is known.
  record NoChange() implements Approval {}

  /// As reports write it.
  default String state() {
    return switch (this) {
      case Approved _ -> "approved";
      case NotCovered _ -> "not-covered";
      case NotKnown _ -> "not-known";
      case NoChange _ -> "no-change";
    };
  }

  /// As a sentence.
  default String text() {
    return switch (this) {
      case Approved(String reference) -> "approved by " + reference;
      case NotCovered _ -> "no approval covers it";
      case NotKnown _ -> "approvals are not known";
      case NoChange _ -> "no change is known";
    };
  }
}
