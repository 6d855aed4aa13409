package dev.remit.cedar.engine;

import java.util.Arrays;
import java.util.List;

/// Policies by scope: first by action, then by principal, then by resource. A visit meets every
/// policy in whose scope the request is, and no other; one that lists several actions perhaps more
/// than once.
///
/// Written only while it is built.
sealed interface ScopeIndex permits ScopeIndex.Leaf, ScopeLevel {
  /// Takes a policy found in scope, with what its test came to, unless that is false.
  interface Sink {
    /// Whether the visit may end.
    boolean take(CompiledPolicy policy, int code);
  }

  /// An empty index.
  static ScopeIndex create() {
    return new ScopeLevel(List.of(Part.ACTION, Part.PRINCIPAL, Part.RESOURCE));
  }

  void add(CompiledPolicy policy);

  /// The same index without levels that restrict nothing or hold only a few policies.
  ScopeIndex compact();

  /// Whether the sink ended the visit.
  boolean visit(PreparedRequest request, Sink sink);

  /// Policies of which nothing but the condition is left to test.
  final class Leaf implements ScopeIndex {
    private CompiledPolicy[] policies;

    Leaf(CompiledPolicy... policies) {
      this.policies = policies;
    }

    @Override
    public void add(CompiledPolicy policy) {
      policies = Arrays.copyOf(policies, policies.length + 1);
      policies[policies.length - 1] = policy;
    }

    @Override
    public ScopeIndex compact() {
      return this;
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
