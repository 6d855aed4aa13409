package dev.remit.pdp.decision;

import dev.remit.cedar.engine.PolicyError;
import dev.remit.cedar.policy.PolicyId;
import java.util.Objects;

/// A policy that could not be evaluated. `code` is one of the engine's, as `eval.type`.
public record EvaluationError(PolicyId policy, String code, String message) {
  public EvaluationError {
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
  }

  static EvaluationError of(PolicyError error) {
    return new EvaluationError(error.policy(), error.code().code(), error.message());
  }

  /// Policy and code, without the wording: what replay compares.
  public String canonical() {
    return policy + ":" + code;
  }
}
