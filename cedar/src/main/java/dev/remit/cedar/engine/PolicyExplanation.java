package dev.remit.cedar.engine;

import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.policy.Variable;
import java.util.List;
import java.util.Objects;

/// What became of one policy for one request.
///
/// `mismatches` are the parts of the request that the scope does not match, in the order of
/// [Variable], and `clauses` all conditions in order. `grounds` are the tests that made a policy
/// apply, `obstacles` those that kept it from applying; exactly one of the two says why, and a
/// policy applies if and only if `obstacles` is empty.
public record PolicyExplanation(
    PolicyId id,
    Policy policy,
    Verdict verdict,
    List<Variable> mismatches,
    List<ClauseExplanation> clauses,
    List<Finding> grounds,
    List<Obstacle> obstacles) {

  public PolicyExplanation {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(verdict, "verdict");
    mismatches = List.copyOf(mismatches);
    clauses = List.copyOf(clauses);
    grounds = List.copyOf(grounds);
    obstacles = List.copyOf(obstacles);
  }

  /// What became of a policy. The codes are API.
  public enum Verdict {
    APPLIES("applies", "applies"),
    DOES_NOT_APPLY("does-not-apply", "does not apply"),
    ERRORED("errored", "errored and was skipped"),
    OUT_OF_SCOPE("out-of-scope", "is out of scope");

    private final String code;
    private final String text;

    Verdict(String code, String text) {
      this.code = code;
      this.text = text;
    }

    public String code() {
      return code;
    }

    /// As the end of a sentence about the policy.
    public String text() {
      return text;
    }
  }
}
