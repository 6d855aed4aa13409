package dev.remit.cedar.engine;

import dev.remit.cedar.policy.Effect;
import dev.remit.cedar.policy.PolicyId;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What the engine answers. Immutable; lists are in policy order, and made when they are first
/// asked for.
///
/// Keeps the request and its entities, to say then why a policy errored.
public final class Response {
  private final CompiledPolicy[] policies;
  private final PreparedRequest prepared;
  private final boolean permitted;
  private final int[] met;
  private final int count;

  // Made at most a few times by racing threads, each time the same; immutable, so safe to publish.
  private @Nullable List<PolicyId> reasons;
  private @Nullable List<PolicyError> errors;

  Response(CompiledPolicy[] policies, PreparedRequest prepared, Tally tally) {
    this.policies = policies;
    this.prepared = prepared;
    this.permitted = tally.permitted();
    this.met = tally.met();
    this.count = tally.count();
  }

  /// Whether a permit was satisfied and no forbid was.
  public boolean permitted() {
    return permitted;
  }

  /// The determining policies: the satisfied forbids if there are any, else the satisfied permits.
  /// Empty means that nothing matched, which is a denial too.
  public List<PolicyId> reasons() {
    List<PolicyId> made = reasons;
    if (made == null) {
      Effect effect = permitted ? Effect.PERMIT : Effect.FORBID;
      made =
          positions(1)
              .mapToObj(position -> policies[position])
              .filter(policy -> policy.policy().effect() == effect)
              .map(CompiledPolicy::id)
              .toList();
      reasons = made;
    }
    return made;
  }

  /// Every policy that could not be evaluated and was therefore skipped.
  public List<PolicyError> errors() {
    List<PolicyError> made = errors;
    if (made == null) {
      made = positions(-1).mapToObj(position -> error(policies[position])).toList();
      errors = made;
    }
    return made;
  }

  /// The policies met that applied, or with sign -1 those that errored, in order, each once.
  private IntStream positions(int sign) {
    return IntStream.of(met)
        .limit(count)
        .filter(position -> position < 0 == sign < 0)
        .map(position -> position < 0 ? ~position : position)
        .sorted()
        .distinct();
  }

  private PolicyError error(CompiledPolicy policy) {
    Evaluator evaluator =
        new Evaluator(prepared.request(), prepared.entities(), Evaluator.Observer.NONE);
    return switch (evaluator.conditions(policy.policy())) {
      case Outcome.Failed(Failure failure, var span) ->
          new PolicyError(policy.id(), failure.code(), failure.message(), span);
      case Outcome.Got(var value) ->
          throw new IllegalStateException("no error in " + policy.id() + " but " + value);
    };
  }

  @Override
  public String toString() {
    return (permitted ? "permit " : "deny ")
        + reasons()
        + (errors().isEmpty() ? "" : " " + errors());
  }
}
