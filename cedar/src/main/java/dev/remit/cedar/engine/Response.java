package dev.remit.cedar.engine;

import dev.remit.cedar.policy.Effect;
import dev.remit.cedar.policy.PolicyId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
      List<PolicyId> determining = new ArrayList<>();
      for (CompiledPolicy policy : applied(1)) {
        if (policy.policy().effect() == effect) {
          determining.add(policy.id());
        }
      }
      made = List.copyOf(determining);
      reasons = made;
    }
    return made;
  }

  /// Every policy that could not be evaluated and was therefore skipped.
  public List<PolicyError> errors() {
    List<PolicyError> made = errors;
    if (made == null) {
      List<PolicyError> failed = new ArrayList<>();
      for (CompiledPolicy policy : applied(-1)) {
        failed.add(error(policy));
      }
      made = List.copyOf(failed);
      errors = made;
    }
    return made;
  }

  /// The policies met that applied, or with sign -1 those that errored, in order, each once.
  private List<CompiledPolicy> applied(int sign) {
    int[] positions = new int[count];
    int found = 0;
    for (int i = 0; i < count; i++) {
      if (met[i] < 0 == sign < 0) {
        positions[found++] = met[i] < 0 ? ~met[i] : met[i];
      }
    }
    Arrays.sort(positions, 0, found);
    List<CompiledPolicy> inOrder = new ArrayList<>(found);
    for (int i = 0; i < found; i++) {
      if (i == 0 || positions[i] != positions[i - 1]) {
        inOrder.add(policies[positions[i]]);
      }
    }
    return inOrder;
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
