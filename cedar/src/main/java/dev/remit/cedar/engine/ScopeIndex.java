package dev.remit.cedar.engine;

import dev.remit.cedar.entity.EntityNode;
import java.util.Arrays;

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
    return new ScopeLevel(
        Part.ACTION,
        () -> new ScopeLevel(Part.PRINCIPAL, () -> new ScopeLevel(Part.RESOURCE, Leaf::new)));
  }

  void add(CompiledPolicy policy);

  /// Whether the sink ended the visit.
  boolean visit(PreparedRequest request, Sink sink);

  /// What a level looks at.
  enum Part {
    PRINCIPAL,
    ACTION,
    RESOURCE;

    EntityNode of(PreparedRequest request) {
      return switch (this) {
        case PRINCIPAL -> request.principal();
        case ACTION -> request.action();
        case RESOURCE -> request.resource();
      };
    }
  }

  /// Policies of one scope.
  final class Leaf implements ScopeIndex {
    private CompiledPolicy[] policies = new CompiledPolicy[0];

    @Override
    public void add(CompiledPolicy policy) {
      policies = Arrays.copyOf(policies, policies.length + 1);
      policies[policies.length - 1] = policy;
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
