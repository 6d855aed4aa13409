package dev.remit.cedar.engine;

import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.PolicyId;

/// One policy, ready to be tested against requests that the index found to be in its scope.
///
/// `position` is its place in the set's order. `indexed` has the scope that it is looked up by,
/// which may be narrower; where the scope asks for more than the index looks at, `condition` begins
/// with the rest of it.
record CompiledPolicy(int position, PolicyId id, Policy policy, Policy indexed, Node condition) {
  CompiledPolicy with(Node otherCondition) {
    return new CompiledPolicy(position, id, policy, indexed, otherCondition);
  }
}
