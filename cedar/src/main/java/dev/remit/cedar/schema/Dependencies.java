package dev.remit.cedar.schema;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// Things in an order in which each comes after those it needs, and cycles among those that have no
/// such order: at least one if there are any, none that share a thing, each from its first thing to
/// the last, which needs the first. Takes no stack: `O(things + needs)`.
///
/// Source: topological sorting by Kahn, Communications of the ACM 5 (1962).
record Dependencies<K>(List<K> sorted, List<List<K>> cycles) {

  /// Every need must be a key of `needs`.
  static <K> Dependencies<K> sort(SequencedMap<K, Set<K>> needs) {
    Map<K, Integer> open = new LinkedHashMap<>();
    Map<K, List<K>> neededBy = new HashMap<>();
    Deque<K> ready = new ArrayDeque<>();
    needs.forEach((key, needed) -> {
      needed.forEach(each -> neededBy.computeIfAbsent(each, _ -> new ArrayList<>()).add(key));
      if (needed.isEmpty()) {
        ready.add(key);
      } else {
        open.put(key, needed.size());
      }
    });
    List<K> sorted = new ArrayList<>();
    while (!ready.isEmpty()) {
      K next = ready.remove();
      sorted.add(next);
      for (K user : neededBy.getOrDefault(next, List.of())) {
        if (open.merge(user, -1, Integer::sum) == 0) {
          open.remove(user);
          ready.add(user);
        }
      }
    }
    return new Dependencies<>(sorted, cycles(needs, open.keySet()));
  }

  /// Cycles without a member in common, found by walking along needs; who is passed without being
  /// in one is not passed again.
  private static <K> List<List<K>> cycles(SequencedMap<K, Set<K>> needs, Set<K> left) {
    List<List<K>> cycles = new ArrayList<>();
    Set<K> rest = new HashSet<>(left);
    Map<K, Iterator<K>> open = new HashMap<>();
    for (K start : left) {
      List<K> path = new ArrayList<>(rest.contains(start) ? List.of(start) : List.of());
      while (!path.isEmpty()) {
        K at = path.getLast();
        Iterator<K> next =
            open.computeIfAbsent(at, key -> needs.getOrDefault(key, Set.of()).iterator());
        if (!next.hasNext()) {
          rest.remove(path.removeLast());
          continue;
        }
        K needed = next.next();
        if (!rest.contains(needed)) {
          continue;
        }
        if (open.containsKey(needed)) {
          List<K> cycle = path.subList(path.lastIndexOf(needed), path.size());
          cycles.add(List.copyOf(cycle));
          cycle.forEach(rest::remove);
          cycle.clear();
        } else {
          path.add(needed);
        }
      }
    }
    return cycles;
  }
}
