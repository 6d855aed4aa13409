package dev.remit.cedar.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Nodes by what they were compiled from, so that the same is compiled once.
///
/// Of keys with one hash at most [#ALIKE_MAX] are kept: where texts were chosen to collide, they
/// are compiled anew rather than searched for.
final class SharedNodes<K> {
  static final int ALIKE_MAX = 8;

  private final Map<Integer, Shared<K>> byHash = new HashMap<>();

  /// The node of an equal key, or else what `compile` makes of this one.
  Node share(K key, Function<K, Node> compile) {
    Shared<K> first = byHash.get(key.hashCode());
    for (Shared<K> shared = first; shared != null; shared = shared.next) {
      if (shared.key.equals(key)) {
        return shared.node;
      }
    }
    Node node = compile.apply(key);
    int count = first == null ? 1 : first.count + 1;
    if (count <= ALIKE_MAX) {
      byHash.put(key.hashCode(), new Shared<>(key, node, first, count));
    }
    return node;
  }

  private record Shared<K>(K key, Node node, @Nullable Shared<K> next, int count) {}
}
