package dev.remit.cedar.engine;

import dev.remit.cedar.policy.PolicyId;
import java.util.List;

/// What the engine answers. Lists are in policy order.
public final class Response {
  private final boolean permitted;
  private final List<PolicyId> reasons;
  private final List<PolicyError> errors;

  Response(boolean permitted, List<PolicyId> reasons, List<PolicyError> errors) {
    this.permitted = permitted;
    this.reasons = List.copyOf(reasons);
    this.errors = List.copyOf(errors);
  }

  /// Whether a permit was satisfied and no forbid was.
  public boolean permitted() {
    return permitted;
  }

  /// The determining policies: the satisfied forbids if there are any, else the satisfied permits.
  /// Empty means that nothing matched, which is a denial too.
  public List<PolicyId> reasons() {
    return reasons;
  }

  /// Every policy that could not be evaluated and was therefore skipped.
  public List<PolicyError> errors() {
    return errors;
  }

  @Override
  public String toString() {
    return (permitted ? "permit " : "deny ") + reasons + (errors.isEmpty() ? "" : " " + errors);
  }
}
