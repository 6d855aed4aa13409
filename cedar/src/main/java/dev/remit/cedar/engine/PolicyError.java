package dev.remit.cedar.engine;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.policy.PolicyId;
import java.util.Objects;

/// A policy that could not be evaluated for a request and was therefore skipped.
///
/// `span` is that of the sub-expression without a value, in the text that the policy was read from.
public record PolicyError(PolicyId policy, ErrorCode code, String message, Span span) {
  public PolicyError {
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(span, "span");
  }
}
