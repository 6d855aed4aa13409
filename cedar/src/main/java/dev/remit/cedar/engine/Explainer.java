package dev.remit.cedar.engine;

import dev.remit.cedar.engine.PolicyExplanation.Verdict;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.policy.Effect;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.policy.Variable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Explains one request, policy by policy and without an index.
final class Explainer {
  /// Permits named as nearest to a request that none permits.
  static final int NEAREST_MAX = 3;

  /// Permits out of scope whose conditions are looked at in search of the nearest.
  static final int CANDIDATES_MAX = 1_000;

  /// A scope that does not match is further away than a condition: who is named in a permit for
  /// somebody else learns little from it.
  private static final int SCOPE_DISTANCE = 2;

  private static final int ACTION_DISTANCE = 2;

  private final Request request;
  private final PolicyExplainer explainer;
  private final Entities entities;

  Explainer(Request request, Entities entities) {
    this.request = request;
    this.entities = entities;
    this.explainer = new PolicyExplainer(request, entities);
  }

  Explanation explain(PolicySet policies) {
    List<PolicyExplanation> inScope = new ArrayList<>();
    for (Map.Entry<PolicyId, Policy> entry : policies.policies().entrySet()) {
      if (ScopeTest.matches(entry.getValue(), request, entities)) {
        inScope.add(explainer.explain(entry.getKey(), entry.getValue()));
      }
    }
    List<PolicyId> forbids = applying(inScope, Effect.FORBID);
    List<PolicyId> permits = applying(inScope, Effect.PERMIT);
    boolean permitted = forbids.isEmpty() && !permits.isEmpty();
    boolean noneApplies = forbids.isEmpty() && permits.isEmpty();
    return new Explanation(
        request,
        permitted,
        permitted ? permits : forbids,
        errors(inScope),
        inScope,
        policies.policies().size() - inScope.size(),
        noneApplies ? nearest(policies, inScope) : List.of());
  }

  private static List<PolicyId> applying(List<PolicyExplanation> inScope, Effect effect) {
    return inScope.stream()
        .filter(policy -> policy.policy().effect() == effect)
        .filter(policy -> policy.verdict() == Verdict.APPLIES)
        .map(PolicyExplanation::id)
        .toList();
  }

  private static List<PolicyError> errors(List<PolicyExplanation> inScope) {
    List<PolicyError> errors = new ArrayList<>();
    for (PolicyExplanation policy : inScope) {
      policy.clauses().stream()
          .filter(clause -> clause.verdict() == ClauseExplanation.Verdict.ERRORED)
          .map(PolicyExplainer::failure)
          .forEach(failure ->
              errors.add(
                  new PolicyError(policy.id(), failure.code(), failure.message(), failure.span())));
    }
    return errors;
  }

  private List<PolicyExplanation> nearest(PolicySet policies, List<PolicyExplanation> inScope) {
    List<PolicyExplanation> candidates =
        new ArrayList<>(inScope.stream().filter(Explainer::isPermit).toList());
    outOfScope(policies).forEach((id, policy) -> candidates.add(explainer.explain(id, policy)));
    return candidates.stream()
        .sorted(Comparator.comparingInt(Explainer::distance))
        .limit(NEAREST_MAX)
        .toList();
  }

  private static boolean isPermit(PolicyExplanation policy) {
    return policy.policy().effect() == Effect.PERMIT;
  }

  /// A permit for another action is furthest: what it asks for says nothing about this one.
  private static int distance(PolicyExplanation policy) {
    int action = policy.mismatches().contains(Variable.ACTION) ? ACTION_DISTANCE : 0;
    return policy.obstacles().size() + (SCOPE_DISTANCE - 1) * policy.mismatches().size() + action;
  }

  /// The permits whose scopes match best, in the order of the set.
  private Map<PolicyId, Policy> outOfScope(PolicySet policies) {
    Map<PolicyId, Policy> chosen = new LinkedHashMap<>();
    for (int mismatches = 1; mismatches <= Variable.values().length; mismatches++) {
      for (Map.Entry<PolicyId, Policy> entry : policies.policies().entrySet()) {
        Policy policy = entry.getValue();
        if (chosen.size() < CANDIDATES_MAX
            && policy.effect() == Effect.PERMIT
            && explainer.mismatches(policy).size() == mismatches) {
          chosen.put(entry.getKey(), policy);
        }
      }
    }
    return chosen;
  }
}
