package dev.remit.cedar.entity;

import dev.remit.cedar.value.EntityUid;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An immutable snapshot of entities, with the ancestors of each computed once.
///
/// A parent that is not in the snapshot still counts as an ancestor, and has none itself.
///
/// Source: cedar-spec, `Cedar/Spec/Entities.lean` and `inₑ` of `Cedar/Spec/Evaluator.lean`.
public final class Entities {
  public static final Entities EMPTY = new Entities(Map.of(), Map.of());

  private final Map<EntityUid, Entity> byUid;
  private final Map<EntityUid, Set<EntityUid>> ancestors;

  private Entities(Map<EntityUid, Entity> byUid, Map<EntityUid, Set<EntityUid>> ancestors) {
    this.byUid = byUid;
    this.ancestors = ancestors;
  }

  /// Throws [EntityException] on two different entities of one uid, or on parents in a circle; one
  /// that is given again exactly counts once, as in the official engine.
  public static Entities of(Collection<Entity> entities) {
    Map<EntityUid, Entity> byUid = LinkedHashMap.newLinkedHashMap(entities.size());
    for (Entity entity : entities) {
      Entity former = byUid.putIfAbsent(entity.uid(), entity);
      if (former != null && !former.equals(entity)) {
        throw EntityException.duplicate(entity.uid());
      }
    }
    return new Entities(byUid, ancestors(byUid));
  }

  private static Map<EntityUid, Set<EntityUid>> ancestors(Map<EntityUid, Entity> byUid) {
    Map<EntityUid, Set<EntityUid>> done = HashMap.newHashMap(byUid.size());
    Set<EntityUid> open = new LinkedHashSet<>();
    Deque<EntityUid> stack = new ArrayDeque<>();
    for (EntityUid start : byUid.keySet()) {
      stack.push(start);
      while (!stack.isEmpty()) {
        EntityUid uid = stack.peek();
        Entity entity = byUid.get(uid);
        if (entity == null || done.containsKey(uid)) {
          stack.pop();
        } else if (open.add(uid)) {
          entity.parents().forEach(parent -> push(stack, open, done, parent));
        } else {
          stack.pop();
          open.remove(uid);
          done.put(uid, union(entity, done));
        }
      }
    }
    return done;
  }

  private static void push(
      Deque<EntityUid> stack,
      Set<EntityUid> open,
      Map<EntityUid, Set<EntityUid>> done,
      EntityUid parent) {
    if (open.contains(parent)) {
      List<EntityUid> path = new ArrayList<>(open);
      throw EntityException.cycle(path.subList(path.indexOf(parent), path.size()));
    }
    if (!done.containsKey(parent)) {
      stack.push(parent);
    }
  }

  private static Set<EntityUid> union(Entity entity, Map<EntityUid, Set<EntityUid>> done) {
    Set<EntityUid> all = new HashSet<>(entity.parents());
    for (EntityUid parent : entity.parents()) {
      all.addAll(done.getOrDefault(parent, Set.of()));
    }
    return all;
  }

  /// The entity, or null if it is not in the snapshot.
  public @Nullable Entity find(EntityUid uid) {
    return byUid.get(uid);
  }

  /// Whether `uid` is `container` or below it; also an unknown entity is in itself.
  public boolean isIn(EntityUid uid, EntityUid container) {
    return uid.equals(container) || ancestors.getOrDefault(uid, Set.of()).contains(container);
  }

  public int size() {
    return byUid.size();
  }

  /// In the order given.
  public Collection<Entity> all() {
    return byUid.values();
  }
}
