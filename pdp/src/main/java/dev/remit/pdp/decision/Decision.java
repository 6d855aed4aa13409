package dev.remit.pdp.decision;

import java.util.List;
import java.util.stream.Stream;

/// One answer. Never null, never thrown: what could not be evaluated is a denial that says so.
///
/// Reasons and errors are in policy order, each once, over all requests that were asked.
public sealed interface Decision {
  List<Reason> reasons();

  List<EvaluationError> errors();

  /// `obligations` are the `@obligation` annotations of the determining permits, each once.
  record Permit(List<Reason> reasons, List<EvaluationError> errors, List<String> obligations)
      implements Decision {
    public Permit {
      reasons = List.copyOf(reasons);
      errors = List.copyOf(errors);
      obligations = List.copyOf(obligations);
      require(true, reasons);
    }
  }

  /// At least one reason, none of which is `permitted`.
  record Deny(List<Reason> reasons, List<EvaluationError> errors) implements Decision {
    public Deny {
      reasons = List.copyOf(reasons);
      errors = List.copyOf(errors);
      require(false, reasons);
    }

    public Deny(Reason reason) {
      this(List.of(reason), List.of());
    }
  }

  private static void require(boolean permitted, List<Reason> reasons) {
    boolean all = !reasons.isEmpty();
    for (Reason reason : reasons) {
      all &= permitted == (reason.code() == ReasonCode.PERMITTED);
    }
    if (!all) {
      throw new IllegalArgumentException(
          (permitted ? "permit" : "deny") + " because of " + reasons);
    }
  }

  default boolean isPermit() {
    return this instanceof Permit;
  }

  /// `permit` or `deny`.
  default String outcome() {
    return isPermit() ? "permit" : "deny";
  }

  default List<String> obligationTexts() {
    return switch (this) {
      case Permit permit -> permit.obligations();
      case Deny _ -> List.of();
    };
  }

  /// Outcome, reasons, errors and obligations without any wording: equal for two decisions that a
  /// replay counts as the same.
  default String canonical() {
    Stream<String> reasons = reasons().stream().map(Reason::canonical);
    Stream<String> errors = errors().stream().map(EvaluationError::canonical);
    return String.join(
        " | ",
        outcome(),
        String.join(",", reasons.toList()),
        String.join(",", errors.toList()),
        String.join(",", obligationTexts()));
  }
}
