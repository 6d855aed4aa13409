package dev.remit.cedar.entity;

import dev.remit.cedar.value.EntityUid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Builds a snapshot from entities alone; what [EntityChange] would build from nothing, in less
/// time and memory.
final class FirstSnapshot {
  private final Map<EntityUid, Entity> byUid;
  private final Map<EntityUid, Integer> children = new LinkedHashMap<>();

  FirstSnapshot(Map<EntityUid, Entity> byUid) {
    this.byUid = byUid;
  }

  Entities build() {
    for (Entity entity : byUid.values()) {
      for (EntityUid parent : entity.parents()) {
        children.merge(parent, 1, Integer::sum);
      }
    }
    Hierarchy hierarchy =
        new Hierarchy(uid -> byUid.containsKey(uid) ? null : Ancestors.NONE, this::parents);
    List<EntityNode> nodes = new ArrayList<>(byUid.size());
    for (Entity entity : byUid.values()) {
      nodes.add(node(entity, hierarchy, nodes.size()));
    }
    children.forEach((uid, count) -> {
      if (!byUid.containsKey(uid)) {
        nodes.add(new EntityNode(uid, null, Ancestors.NONE, nodes.size(), count));
      }
    });
    return new Entities(NodeTable.of(nodes), byUid.size(), nodes.size(), null);
  }

  private EntityNode node(Entity entity, Hierarchy hierarchy, int order) {
    EntityUid uid = entity.uid();
    Integer count = children.get(uid);
    return count == null
        ? new EntityNode(uid, entity, hierarchy.aboveLeaf(entity.parents()), order, 0)
        : new EntityNode(uid, entity, hierarchy.above(uid), order, count);
  }

  private Collection<EntityUid> parents(EntityUid uid) {
    Entity entity = byUid.get(uid);
    return entity == null ? Set.of() : entity.parents();
  }
}
