package dev.remit.cedar.engine;

/// Policies by scope: first by action, then by principal, then by resource. A visit meets every
/// policy in whose scope the request is, and no other; one that lists several actions perhaps more
/// than once.
sealed interface ScopeIndex permits ScopeLevel, ScopeIndex.Leaf {
  /// Takes a policy found in scope, with what its test came to, unless that is false.
  interface Sink {
    /// Whether the visit may end.
    boolean take(CompiledPolicy policy, int code);
  }

  /// Whether the sink ended the visit.
  boolean visit(PreparedRequest request, Sink sink);

  /// Policies of which nothing but the condition is left to test.
  final class Leaf implements ScopeIndex {
    private final CompiledPolicy[] policies;

    Leaf(CompiledPolicy... policies) {
      this.policies = policies;
    }

    @Override
    public boolean visit(PreparedRequest request, Sink sink) {
      for (CompiledPolicy policy : policies) {
        int code = policy.condition().test(request);
        if (code != Operators.FALSE && sink.take(policy, code)) {
          return true;
        }
      }
      return false;
    }
  }
}
