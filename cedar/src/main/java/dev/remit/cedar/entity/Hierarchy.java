package dev.remit.cedar.entity;

import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.value.EntityUid;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Computes the ancestors of entities whose parents are new, from those that are known.
///
/// Depth first without recursion. Entities with the same parents get the same instance.
final class Hierarchy {
  private final Function<EntityUid, @Nullable Ancestors> known;
  private final Function<EntityUid, Collection<EntityUid>> parents;
  private final Map<EntityUid, Ancestors> done = new HashMap<>();
  private final Map<EntityUid, Ancestors> byParent = new HashMap<>();
  private final Map<Siblings, Ancestors> byParents = new HashMap<>();
  private final Set<EntityUid> open = new LinkedHashSet<>();
  private final Deque<EntityUid> stack = new ArrayDeque<>();
  private long members;

  /// `known` answers null for what is to be computed; `parents` is empty for what is no entity.
  Hierarchy(
      Function<EntityUid, @Nullable Ancestors> known,
      Function<EntityUid, Collection<EntityUid>> parents) {
    this.known = known;
    this.parents = parents;
  }

  /// The ancestors of an entity that is nobody's parent, which are not kept for others.
  ///
  /// Throws [EntityException] as [#above] does.
  Ancestors aboveLeaf(Collection<EntityUid> itsParents) {
    for (EntityUid parent : itsParents) {
      above(parent);
    }
    return combine(itsParents);
  }

  /// Throws [EntityException] on a circle, or if there are too many ancestors in all.
  Ancestors above(EntityUid start) {
    Ancestors found = find(start);
    if (found != null) {
      return found;
    }
    stack.push(start);
    while (!stack.isEmpty()) {
      EntityUid uid = stack.peek();
      if (find(uid) != null) {
        stack.pop();
      } else if (open.add(uid)) {
        pushParents(uid);
      } else {
        stack.pop();
        open.remove(uid);
        done.put(uid, combine(parents.apply(uid)));
      }
    }
    return require(start);
  }

  private @Nullable Ancestors find(EntityUid uid) {
    Ancestors found = done.get(uid);
    return found != null ? found : known.apply(uid);
  }

  private Ancestors require(EntityUid uid) {
    Ancestors found = find(uid);
    if (found == null) {
      throw new IllegalStateException("not yet computed: " + uid);
    }
    return found;
  }

  private void pushParents(EntityUid uid) {
    for (EntityUid parent : parents.apply(uid)) {
      if (open.contains(parent)) {
        List<EntityUid> path = new ArrayList<>(open);
        throw EntityException.cycle(path.subList(path.indexOf(parent), path.size()));
      }
      if (find(parent) == null) {
        stack.push(parent);
      }
    }
  }

  private Ancestors combine(Collection<EntityUid> direct) {
    return switch (direct.size()) {
      case 0 -> Ancestors.NONE;
      case 1 -> {
        EntityUid parent = direct.iterator().next();
        Ancestors shared = byParent.get(parent);
        if (shared == null) {
          shared = counted(Ancestors.of(direct, this::require));
          byParent.put(parent, shared);
        }
        yield shared;
      }
      default -> {
        Siblings siblings = Siblings.of(direct);
        Ancestors shared = byParents.get(siblings);
        if (shared == null) {
          shared = counted(Ancestors.of(direct, this::require));
          byParents.put(siblings, shared);
        }
        yield shared;
      }
    };
  }

  private Ancestors counted(Ancestors ancestors) {
    members += ancestors.size();
    if (members > Limits.ANCESTORS_MAX) {
      throw EntityException.tooManyAncestors();
    }
    return ancestors;
  }

  /// The sorted parents that some entities have in common. Comparable, so that a hash table of them
  /// stays fast also where ids are chosen to collide.
  private record Siblings(List<EntityUid> parents) implements Comparable<Siblings> {
    static Siblings of(Collection<EntityUid> parents) {
      EntityUid[] sorted = parents.toArray(EntityUid[]::new);
      Arrays.sort(sorted);
      return new Siblings(Arrays.asList(sorted));
    }

    @Override
    public int compareTo(Siblings other) {
      int common = Math.min(parents.size(), other.parents.size());
      for (int i = 0; i < common; i++) {
        int order = parents.get(i).compareTo(other.parents.get(i));
        if (order != 0) {
          return order;
        }
      }
      return Integer.compare(parents.size(), other.parents.size());
    }
  }
}
