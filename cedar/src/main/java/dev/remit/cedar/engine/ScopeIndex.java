package dev.remit.cedar.engine;

import dev.remit.cedar.value.Name;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Policies by scope: first by action, then by principal, then by resource. A visit meets every
/// policy in whose scope the request is, and no other; one that lists several actions perhaps more
/// than once.
sealed interface ScopeIndex
    permits ScopeLevel, ScopeIndex.ByType, ScopeIndex.Leaf, ScopeIndex.Nothing {
  /// Takes a policy found in scope, with what its test came to, unless that is false.
  interface Sink {
    /// Whether the visit may end.
    boolean take(CompiledPolicy policy, int code);
  }

  /// Whether the sink ended the visit.
  boolean visit(PreparedRequest request, Sink sink);

  /// A policy of which nothing but the condition is left to test, and those after it.
  record Leaf(CompiledPolicy policy, Node condition, @Nullable Leaf next) implements ScopeIndex {
    @Override
    public boolean visit(PreparedRequest request, Sink sink) {
      for (Leaf leaf = this; leaf != null; leaf = leaf.next) {
        int code = leaf.condition.test(request);
        if (code != Operators.FALSE && sink.take(leaf.policy, code)) {
          return true;
        }
      }
      return false;
    }
  }

  /// No policies.
  record Nothing() implements ScopeIndex {
    @Override
    public boolean visit(PreparedRequest request, Sink sink) {
      return false;
    }
  }

  /// What lies in one place of a level for all types of entity, and for single ones.
  record ByType(Part part, ScopeIndex any, Map<Name, ScopeIndex> byType) implements ScopeIndex {
    @Override
    public boolean visit(PreparedRequest request, Sink sink) {
      if (any.visit(request, sink)) {
        return true;
      }
      ScopeIndex found = byType.get(part.of(request).uid().type());
      return found != null && found.visit(request, sink);
    }
  }
}
