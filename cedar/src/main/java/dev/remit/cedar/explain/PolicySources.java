package dev.remit.cedar.explain;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.policy.PolicyId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Knows which text a policy was read from.
@FunctionalInterface
public interface PolicySources {
  /// For policies that were not read from text.
  PolicySources NONE = _ -> Optional.empty();

  static PolicySources of(Map<PolicyId, Source> sources) {
    Map<PolicyId, Source> known = new HashMap<>(sources);
    return policy -> Optional.ofNullable(known.get(policy));
  }

  /// The text that the spans of a policy point into; of a link, that of its template.
  Optional<Source> find(PolicyId policy);
}
