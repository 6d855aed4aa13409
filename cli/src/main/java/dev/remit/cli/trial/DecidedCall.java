package dev.remit.cli.trial;

import dev.remit.cedar.json.Json;
import dev.remit.pdp.decision.Decision;
import dev.remit.pdp.decision.Reason;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/// A call of a recorded run and what the bundle said to it.
record DecidedCall(String tool, Json.JsonObject arguments, Decision decision) {
  DecidedCall {
    Objects.requireNonNull(tool, "tool");
    Objects.requireNonNull(arguments, "arguments");
    Objects.requireNonNull(decision, "decision");
  }

  boolean isDenied() {
    return decision instanceof Decision.Deny;
  }

  /// Whether whoever enforces has something to do first, as to ask the user.
  boolean hasObligation() {
    return decision instanceof Decision.Permit permit && !permit.obligations().isEmpty();
  }

  /// What denied it: policies, or the code where there is none; ascending, empty for a permit.
  List<String> denials() {
    if (!isDenied()) {
      return List.of();
    }
    TreeSet<String> denials = new TreeSet<>();
    for (Reason reason : decision.reasons()) {
      Optional<String> policy = Optional.ofNullable(reason.policy()).map(id -> id.value());
      denials.add(policy.orElse(reason.code().code()));
    }
    return List.copyOf(denials);
  }
}
