package dev.remit.cedar.engine;

import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.policy.ActionScope;
import dev.remit.cedar.policy.Effect;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.RecordValue;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A policy set compiled for deciding. Immutable, so any number of threads may ask it at once.
///
/// Source: cedar-spec, `Cedar/Spec/Authorizer.lean`: a forbid that is satisfied denies; else a
/// permit that is satisfied permits; else it is a denial. A policy that errors is skipped.
public final class PolicyEngine {
  private static final ScopeIndex.Sink FIRST_THAT_APPLIES = (_, code) -> code == Operators.TRUE;

  private final PolicySet policySet;
  private final CompiledPolicy[] policies;
  private final ScopeIndex permits;
  private final ScopeIndex forbids;

  private PolicyEngine(PolicySet policySet, Entities known) {
    this.policySet = policySet;
    this.policies = new CompiledPolicy[policySet.policies().size()];
    ScopeIndexBuilder permitIndex = new ScopeIndexBuilder(known);
    ScopeIndexBuilder forbidIndex = new ScopeIndexBuilder(known);
    ConditionCompiler compiler = new ConditionCompiler();
    int position = 0;
    for (Map.Entry<PolicyId, Policy> entry : policySet.policies().entrySet()) {
      CompiledPolicy policy = compile(compiler, position, entry.getKey(), entry.getValue());
      policies[position++] = policy;
      (entry.getValue().effect() == Effect.PERMIT ? permitIndex : forbidIndex).add(policy);
    }
    this.permits = permitIndex.build();
    this.forbids = forbidIndex.build();
  }

  private static CompiledPolicy compile(
      ConditionCompiler compiler, int position, PolicyId id, Policy policy) {
    Node condition = compiler.compile(policy);
    if (policy.action() instanceof ActionScope.InAny(var actions)
        && actions.size() > ScopeIndexBuilder.LISTED_ACTIONS_MAX) {
      condition = ConditionCompiler.and(List.of(new ActionListNode(actions)), condition);
    }
    return new CompiledPolicy(position, id, policy, ScopeNarrowing.narrow(policy), condition);
  }

  public static PolicyEngine compile(PolicySet policySet) {
    return compile(policySet, Entities.EMPTY);
  }

  /// An engine that is fastest on `known` and on snapshots derived from it, since what both name is
  /// then one object. No answer depends on `known`.
  public static PolicyEngine compile(PolicySet policySet, Entities known) {
    return new PolicyEngine(policySet, known);
  }

  /// What was compiled.
  public PolicySet policySet() {
    return policySet;
  }

  /// Looks up once what every decision on this request needs.
  public PreparedRequest prepare(Request request, Entities entities) {
    return new PreparedRequest(request, entities);
  }

  public Response authorize(Request request, Entities entities) {
    return authorize(prepare(request, entities));
  }

  public Response authorize(PreparedRequest prepared) {
    Tally tally = new Tally();
    forbids.visit(prepared, tally);
    permits.visit(prepared, tally);
    return new Response(policies, prepared, tally);
  }

  /// The decision alone: without reasons or errors, and in no new memory but for what conditions
  /// compute, such as sets of values of the request.
  public boolean isPermitted(PreparedRequest prepared) {
    return !forbids.visit(prepared, FIRST_THAT_APPLIES)
        && permits.visit(prepared, FIRST_THAT_APPLIES);
  }

  /// Decides and says why. Looks at every policy and walks every condition, so it costs more than a
  /// decision by orders of magnitude.
  public Explanation explain(Request request, Entities entities) {
    return new Explainer(request, entities).explain(policySet);
  }

  /// Which of `candidates` the principal may do to the resource, in their order.
  ///
  /// Permitted is what [#isPermitted] says of each alone. As everywhere in Cedar, a name that is no
  /// entity may be permitted too.
  public List<EntityUid> permittedActions(
      EntityUid principal,
      EntityUid resource,
      RecordValue context,
      Entities entities,
      Collection<EntityUid> candidates) {
    return permitted(
        candidates, entities, action -> new Request(principal, action, resource, context));
  }

  /// Which of `candidates` may take the action on the resource, in their order.
  public List<EntityUid> permittedPrincipals(
      EntityUid action,
      EntityUid resource,
      RecordValue context,
      Entities entities,
      Collection<EntityUid> candidates) {
    return permitted(
        candidates, entities, principal -> new Request(principal, action, resource, context));
  }

  /// On which of `candidates` the principal may take the action, in their order.
  public List<EntityUid> permittedResources(
      EntityUid principal,
      EntityUid action,
      RecordValue context,
      Entities entities,
      Collection<EntityUid> candidates) {
    return permitted(
        candidates, entities, resource -> new Request(principal, action, resource, context));
  }

  private List<EntityUid> permitted(
      Collection<EntityUid> candidates, Entities entities, Function<EntityUid, Request> request) {
    return candidates.stream()
        .filter(candidate -> isPermitted(prepare(request.apply(candidate), entities)))
        .toList();
  }

  /// Every action that the scope of a policy names, in ascending order: candidates where there is
  /// no schema to name them.
  public List<EntityUid> namedActions() {
    return policySet.policies().values().stream()
        .flatMap(policy -> policy.action().named().stream())
        .distinct()
        .sorted()
        .toList();
  }
}
