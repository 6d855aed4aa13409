package dev.remit.cedar.engine;

import dev.remit.cedar.policy.Variable;
import dev.remit.cedar.value.EntityUid;

/// One reason why a policy does not apply to a request.
public sealed interface Obstacle {
  /// The scope asks for another principal, action or resource than `actual`; `note` says what this
  /// is in, as in [Sighting#note].
  record OutOfScope(Variable part, EntityUid actual, String note) implements Obstacle {}

  /// A test of a condition came to the value that the policy does not want.
  record Unmet(Finding finding) implements Obstacle {}

  /// A condition has no value; `trace` is that of the innermost expression without one.
  record Errored(Trace trace, Trace.Result.Failed failure) implements Obstacle {}
}
