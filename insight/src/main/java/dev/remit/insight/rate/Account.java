package dev.remit.insight.rate;

import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.record.RecordKind;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an attempt came to: each is in one account, and all accounts together are the attempts.
///
/// Only [#DENIED] is ever the part of a rate that is called a failure of authorization: authority
/// was asked about, and was wanting. The others stand beside it, because more authority would not
/// have helped, or nobody knows whether it would.
public enum Account {
  /// It was let through.
  PERMITTED("permitted"),
  /// Whoever asked is known and has not the authority for it: policies, or another system, say so.
  DENIED("denied"),
  /// Who asked could not be told, so that nobody's authority was asked about.
  UNIDENTIFIED("unidentified"),
  /// There were too many requests for it to be answered.
  THROTTLED("throttled"),
  /// Whoever was asked failed, and gave no answer.
  FAULT("faults"),
  /// Denied by us to be safe: what the bundle says could not be evaluated, or rests on what is
  /// stale.
  FAILED("failed"),
  /// Denied by us to be safe: the bundle does not say what such a call means.
  UNMAPPED("unmapped"),
  /// Denied by us to be safe: the answer could not be recorded.
  UNRECORDED("unrecorded"),
  /// What was sent is not acceptable, or not now.
  UNACCEPTABLE("unacceptable");

  /// In the order in which they are told.
  public static final List<Account> ALL = List.of(values());

  private final String title;

  Account(String title) {
    this.title = title;
  }

  /// Where an attempt belongs that ended for this reason; empty for what was no attempt.
  public static Optional<Account> of(ReasonCode reason) {
    return switch (reason.kind()) {
      case PERMITTED -> Optional.of(PERMITTED);
      case RULED -> Optional.of(DENIED);
      case FAILED -> Optional.of(FAILED);
      case UNMAPPED -> Optional.of(UNMAPPED);
      case UNIDENTIFIED -> Optional.of(UNIDENTIFIED);
      case REFUSED -> Optional.of(UNACCEPTABLE);
      case UNRECORDED -> Optional.of(UNRECORDED);
      case UNANSWERED -> Optional.of(reason == ReasonCode.THROTTLED ? THROTTLED : FAULT);
      case NOTED -> Optional.empty();
    };
  }

  /// Where a record of this kind belongs; empty for what is outside of all rates.
  public static Optional<Account> of(RecordKind kind, ReasonCode reason) {
    return kind.isOutsideRates() ? Optional.empty() : of(reason);
  }

  /// Whether a record is looked at: no duplicate, and of a kind that is not outside of all rates.
  public static boolean isCounted(Row row) {
    return !row.flag(Column.DUPLICATE) && RecordKind.findInRates(row.text(Column.KIND)).isPresent();
  }

  /// The codes of the reasons that belong here.
  public List<String> reasons() {
    List<String> codes = new ArrayList<>();
    for (ReasonCode reason : ReasonCode.values()) {
      if (of(reason).equals(Optional.of(this))) {
        codes.add(reason.code());
      }
    }
    return codes;
  }

  /// Whether the policies were asked and answered, or another system's were.
  public boolean isEvaluated() {
    return this == PERMITTED || this == DENIED;
  }

  /// Whether it is a denial of ours that says nothing of anybody's authority.
  public boolean isFailedClosed() {
    return this == FAILED || this == UNMAPPED || this == UNRECORDED;
  }

  /// As reports name it.
  public String title() {
    return title;
  }

  /// Its position in [#ALL].
  @SuppressWarnings("EnumOrdinal") // The order is that of the constants.
  int place() {
    return ordinal();
  }
}
