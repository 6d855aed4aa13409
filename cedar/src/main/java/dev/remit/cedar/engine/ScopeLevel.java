package dev.remit.cedar.engine;

import dev.remit.cedar.entity.Ancestors;
import dev.remit.cedar.entity.EntityNode;
import dev.remit.cedar.entity.UidTable;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A level of the index: what lies under each way in which a scope can restrict one part of the
/// request.
///
/// A visit costs the smaller of the entity's ancestors and of the containers named here, so neither
/// a deep hierarchy nor a large policy set alone makes it slow.
final class ScopeLevel implements ScopeIndex {
  private final Part part;
  private final ByType anywhere;
  private final UidTable<Named> named;
  private final List<EntityUid> containers;

  /// `containers` are the keys of `named` that have something within.
  ScopeLevel(Part part, ByType anywhere, UidTable<Named> named, List<EntityUid> containers) {
    this.part = part;
    this.anywhere = anywhere;
    this.named = named;
    this.containers = List.copyOf(containers);
  }

  @Override
  public boolean visit(PreparedRequest request, Sink sink) {
    EntityNode node = part.of(request);
    if (anywhere.visit(node, request, sink)) {
      return true;
    }
    if (named.isEmpty()) {
      return false;
    }
    Named self = named.find(node.uid());
    if (self != null && self.visit(node, request, sink)) {
      return true;
    }
    return node.ancestors().size() <= containers.size()
        ? visitAncestors(node, request, sink)
        : visitContainers(node, request, sink);
  }

  private boolean visitAncestors(EntityNode node, PreparedRequest request, Sink sink) {
    Ancestors ancestors = node.ancestors();
    for (int i = 0; i < ancestors.size(); i++) {
      Named found = named.find(ancestors.at(i));
      if (found != null && found.within.visit(node, request, sink)) {
        return true;
      }
    }
    return false;
  }

  private boolean visitContainers(EntityNode node, PreparedRequest request, Sink sink) {
    for (int i = 0; i < containers.size(); i++) {
      EntityUid container = containers.get(i);
      Named found = node.ancestors().contains(container) ? named.find(container) : null;
      if (found != null && found.within.visit(node, request, sink)) {
        return true;
      }
    }
    return false;
  }

  /// What lies under an entity that scopes name: for itself alone, and for itself and all below it.
  record Named(@Nullable ScopeIndex equal, ByType within) {
    boolean visit(EntityNode node, PreparedRequest request, Sink sink) {
      return (equal != null && equal.visit(request, sink)) || within.visit(node, request, sink);
    }
  }

  /// What lies under one container, or under none, for all types and for single ones.
  record ByType(@Nullable ScopeIndex any, Map<Name, ScopeIndex> byType) {
    boolean visit(EntityNode node, PreparedRequest request, Sink sink) {
      if (any != null && any.visit(request, sink)) {
        return true;
      }
      if (byType.isEmpty()) {
        return false;
      }
      ScopeIndex found = byType.get(node.uid().type());
      return found != null && found.visit(request, sink);
    }
  }
}
