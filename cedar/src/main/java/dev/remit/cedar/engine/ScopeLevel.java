package dev.remit.cedar.engine;

import dev.remit.cedar.entity.Ancestors;
import dev.remit.cedar.entity.EntityNode;
import dev.remit.cedar.entity.UidTable;
import dev.remit.cedar.value.EntityUid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A level of the index: what lies under each way in which a scope can restrict one part of the
/// request.
///
/// A visit costs the smaller of the entity's ancestors and of the containers named here, so neither
/// a deep hierarchy nor a large policy set alone makes it slow.
final class ScopeLevel implements ScopeIndex {
  private final Part part;
  private final ScopeIndex anywhere;
  private final UidTable<ScopeIndex> equal;
  private final UidTable<ScopeIndex> within;
  private final List<EntityUid> containers;

  /// `equal` is for an entity alone, `within` for it and all below it; `containers` are the keys of
  /// `within`.
  ScopeLevel(
      Part part,
      ScopeIndex anywhere,
      UidTable<ScopeIndex> equal,
      UidTable<ScopeIndex> within,
      List<EntityUid> containers) {
    this.part = part;
    this.anywhere = anywhere;
    this.equal = equal;
    this.within = within;
    this.containers = List.copyOf(containers);
  }

  @Override
  public boolean visit(PreparedRequest request, Sink sink) {
    EntityNode node = part.of(request);
    return anywhere.visit(request, sink)
        || (!equal.isEmpty() && visit(equal.find(node.uid()), request, sink))
        || (!within.isEmpty() && visitWithin(node, request, sink));
  }

  private boolean visitWithin(EntityNode node, PreparedRequest request, Sink sink) {
    return visit(within.find(node.uid()), request, sink)
        || (node.ancestors().size() <= containers.size()
            ? visitAncestors(node.ancestors(), request, sink)
            : visitContainers(node.ancestors(), request, sink));
  }

  private boolean visitAncestors(Ancestors ancestors, PreparedRequest request, Sink sink) {
    for (int i = 0; i < ancestors.size(); i++) {
      if (visit(within.find(ancestors.at(i)), request, sink)) {
        return true;
      }
    }
    return false;
  }

  private boolean visitContainers(Ancestors ancestors, PreparedRequest request, Sink sink) {
    for (int i = 0; i < containers.size(); i++) {
      EntityUid container = containers.get(i);
      if (ancestors.contains(container) && visit(within.find(container), request, sink)) {
        return true;
      }
    }
    return false;
  }

  private static boolean visit(@Nullable ScopeIndex found, PreparedRequest request, Sink sink) {
    return found != null && found.visit(request, sink);
  }
}
