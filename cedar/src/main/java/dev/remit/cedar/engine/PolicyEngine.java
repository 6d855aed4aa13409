package dev.remit.cedar.engine;

import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.policy.Effect;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.value.BoolValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A policy set compiled for deciding. Immutable, so any number of threads may ask it at once.
///
/// Source: cedar-spec, `Cedar/Spec/Authorizer.lean`: a forbid that is satisfied denies; else a
/// permit that is satisfied permits; else it is a denial. A policy that errors is skipped.
public final class PolicyEngine {
  private final PolicySet policySet;

  private PolicyEngine(PolicySet policySet) {
    this.policySet = policySet;
  }

  public static PolicyEngine compile(PolicySet policySet) {
    return new PolicyEngine(policySet);
  }

  /// What was compiled.
  public PolicySet policySet() {
    return policySet;
  }

  /// Looks up once what every decision on this request needs. The result belongs to this engine.
  public PreparedRequest prepare(Request request, Entities entities) {
    return new PreparedRequest(request, entities);
  }

  public Response authorize(Request request, Entities entities) {
    return authorize(prepare(request, entities));
  }

  public Response authorize(PreparedRequest prepared) {
    List<PolicyId> permits = new ArrayList<>();
    List<PolicyId> forbids = new ArrayList<>();
    List<PolicyError> errors = new ArrayList<>();
    for (Map.Entry<PolicyId, Policy> entry : policySet.policies().entrySet()) {
      Policy policy = entry.getValue();
      if (!ScopeTest.matches(policy, prepared.request(), prepared.entities())) {
        continue;
      }
      Evaluator evaluator =
          new Evaluator(prepared.request(), prepared.entities(), Evaluator.Observer.NONE);
      switch (evaluator.conditions(policy)) {
        case Outcome.Failed(Failure failure, var span) ->
            errors.add(new PolicyError(entry.getKey(), failure.code(), failure.message(), span));
        case Outcome.Got(var value) -> {
          if (value.equals(BoolValue.TRUE)) {
            (policy.effect() == Effect.FORBID ? forbids : permits).add(entry.getKey());
          }
        }
      }
    }
    boolean permitted = forbids.isEmpty() && !permits.isEmpty();
    return new Response(permitted, permitted ? permits : forbids, errors);
  }

  /// The decision alone, without reasons or errors, in less time.
  public boolean isPermitted(PreparedRequest prepared) {
    return authorize(prepared).permitted();
  }
}
