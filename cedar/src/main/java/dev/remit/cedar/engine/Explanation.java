package dev.remit.cedar.engine;

import dev.remit.cedar.policy.PolicyId;
import java.util.List;
import java.util.Objects;

/// A decision with everything that led to it.
///
/// `permitted`, `reasons` and `errors` are what the engine answers. `inScope` holds every policy
/// whose scope matches the request, in policy order; `outOfScope` counts the others. `nearest` is
/// empty unless no permit applied and no forbid did: then it holds the permits with the fewest
/// obstacles, at most [Explainer#NEAREST_MAX], the nearest first; they may be out of scope.
public record Explanation(
    Request request,
    boolean permitted,
    List<PolicyId> reasons,
    List<PolicyError> errors,
    List<PolicyExplanation> inScope,
    int outOfScope,
    List<PolicyExplanation> nearest) {

  public Explanation {
    Objects.requireNonNull(request, "request");
    reasons = List.copyOf(reasons);
    errors = List.copyOf(errors);
    inScope = List.copyOf(inScope);
    nearest = List.copyOf(nearest);
  }

  /// Whether nothing applied, so that the request is denied for want of a permit.
  public boolean isDefaultDeny() {
    return !permitted && reasons.isEmpty();
  }
}
