package dev.remit.cedar.engine;

import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.PolicyId;

/// One policy, ready to be tested against requests that the index found to be in its scope.
///
/// `position` is its place in the set's order. `indexed` has the scope that it is looked up by,
/// which may be narrower; `condition` says nothing of the scope.
record CompiledPolicy(int position, PolicyId id, Policy policy, Policy indexed, Node condition) {}
