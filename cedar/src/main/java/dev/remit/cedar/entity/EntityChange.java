package dev.remit.cedar.entity;

import dev.remit.cedar.value.EntityUid;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One step from a snapshot to the next: entities put in, and uids taken out that map to null.
///
/// Ancestors are computed anew for what moved, that is, whose parents changed, and for what is
/// below it; a node that nothing refers to any more is dropped.
final class EntityChange {
  private final Entities before;
  private final Map<EntityUid, ? extends @Nullable Entity> changes;
  private final Map<EntityUid, Integer> childrenAdded = new HashMap<>();
  private final Set<EntityUid> moved = new LinkedHashSet<>();

  EntityChange(Entities before, Map<EntityUid, ? extends @Nullable Entity> changes) {
    this.before = before;
    this.changes = changes;
  }

  Entities apply() {
    changes.forEach(this::countChildren);
    Set<EntityUid> affected = affected();
    Hierarchy hierarchy =
        new Hierarchy(uid -> affected.contains(uid) ? null : formerAncestors(uid), this::parents);
    Map<EntityUid, @Nullable EntityNode> nodes = new LinkedHashMap<>();
    Order order = new Order(before.nextOrder());
    for (EntityUid uid : touched(affected)) {
      nodes.put(uid, node(uid, hierarchy.above(uid), order));
    }
    return new Entities(before.nodes().with(nodes), size(), order.next, before.withheld());
  }

  private void countChildren(EntityUid uid, @Nullable Entity entity) {
    Entity former = before.find(uid);
    Set<EntityUid> parents = entity == null ? Set.of() : entity.parents();
    Set<EntityUid> formerParents = former == null ? Set.of() : former.parents();
    if (parents.equals(formerParents)) {
      return;
    }
    moved.add(uid);
    parents.forEach(parent -> childrenAdded.merge(parent, 1, Integer::sum));
    formerParents.forEach(parent -> childrenAdded.merge(parent, -1, Integer::sum));
  }

  /// What moved and what is below it. Whoever is below a moved entity afterwards was below it, or
  /// below another that moved, already before.
  private Set<EntityUid> affected() {
    Set<EntityUid> affected = new HashSet<>(moved);
    if (moved.stream().noneMatch(uid -> children(before.nodes().find(uid)) > 0)) {
      return affected;
    }
    IdentityHashMap<Ancestors, Boolean> below = new IdentityHashMap<>();
    before
        .nodes()
        .forEach(node -> {
          if (below.computeIfAbsent(node.ancestors(), this::anyMoved)) {
            affected.add(node.uid());
          }
        });
    return affected;
  }

  private boolean anyMoved(Ancestors ancestors) {
    if (moved.size() < ancestors.size()) {
      return moved.stream().anyMatch(ancestors::contains);
    }
    for (int i = 0; i < ancestors.size(); i++) {
      if (moved.contains(ancestors.at(i))) {
        return true;
      }
    }
    return false;
  }

  private Set<EntityUid> touched(Set<EntityUid> affected) {
    Set<EntityUid> touched = new LinkedHashSet<>(changes.keySet());
    touched.addAll(affected);
    touched.addAll(childrenAdded.keySet());
    return touched;
  }

  private @Nullable EntityNode node(EntityUid uid, Ancestors ancestors, Order order) {
    EntityNode former = before.nodes().find(uid);
    Entity entity = entity(uid);
    int children = children(former) + childrenAdded.getOrDefault(uid, 0);
    if (entity == null && children == 0) {
      return null;
    }
    int place = former == null || isNew(former, entity) ? order.next++ : former.order();
    return new EntityNode(uid, entity, ancestors, place, children);
  }

  private static boolean isNew(EntityNode former, @Nullable Entity entity) {
    return former.entity() == null && entity != null;
  }

  private int size() {
    int size = before.size();
    for (Map.Entry<EntityUid, ? extends @Nullable Entity> change : changes.entrySet()) {
      size += change.getValue() == null ? 0 : 1;
      size -= before.find(change.getKey()) == null ? 0 : 1;
    }
    return size;
  }

  private Collection<EntityUid> parents(EntityUid uid) {
    Entity entity = entity(uid);
    return entity == null ? Set.of() : entity.parents();
  }

  private @Nullable Entity entity(EntityUid uid) {
    return changes.containsKey(uid) ? changes.get(uid) : before.find(uid);
  }

  private Ancestors formerAncestors(EntityUid uid) {
    EntityNode node = before.nodes().find(uid);
    return node == null ? Ancestors.NONE : node.ancestors();
  }

  private static int children(@Nullable EntityNode node) {
    return node == null ? 0 : node.children();
  }

  /// The next free place in the order of a snapshot.
  private static final class Order {
    private int next;

    Order(int next) {
      this.next = next;
    }
  }
}
