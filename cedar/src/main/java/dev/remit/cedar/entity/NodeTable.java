package dev.remit.cedar.entity;

import dev.remit.cedar.value.EntityUid;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An immutable hash table of nodes that is cheap to derive a changed one from: the top is an array
/// of shards, and a derived table copies that array and just the shards that a change falls in.
///
/// A shard is a [HashMap], so that ids chosen to collide cost a logarithm and not a scan.
final class NodeTable {
  private static final int SHARD_SIZE = 16;
  private static final int SHARD_SIZE_MAX = 64;

  private final Shard[] shards;
  private final int size;

  private NodeTable(Shard[] shards, int size) {
    this.shards = shards;
    this.size = size;
  }

  static NodeTable of(Collection<EntityNode> nodes) {
    int wanted = Math.max(1, nodes.size() / SHARD_SIZE);
    Shard[] shards = new Shard[Integer.highestOneBit(wanted)];
    Arrays.setAll(shards, _ -> new Shard(new HashMap<>()));
    for (EntityNode node : nodes) {
      shards[slot(node.uid(), shards.length)].nodes.put(node.uid(), node);
    }
    return new NodeTable(shards, nodes.size());
  }

  private static int slot(EntityUid uid, int shards) {
    // The high bits of a multiplicative hash: the shards' own tables use the low ones of the plain.
    return ((uid.hashCode() * 0x9E3779B9) >>> 8) & (shards - 1);
  }

  @Nullable EntityNode find(EntityUid uid) {
    return shards[slot(uid, shards.length)].nodes.get(uid);
  }

  int size() {
    return size;
  }

  void forEach(Consumer<EntityNode> action) {
    for (Shard shard : shards) {
      shard.nodes.values().forEach(action);
    }
  }

  /// This table with nodes put in, and those uids taken out that map to null.
  NodeTable with(Map<EntityUid, @Nullable EntityNode> changes) {
    Shard[] derived = shards.clone();
    int count = size;
    for (Map.Entry<EntityUid, @Nullable EntityNode> change : changes.entrySet()) {
      EntityUid uid = change.getKey();
      int slot = slot(uid, derived.length);
      if (derived[slot] == shards[slot]) {
        derived[slot] = new Shard(new HashMap<>(shards[slot].nodes));
      }
      EntityNode node = change.getValue();
      EntityNode former =
          node == null ? derived[slot].nodes.remove(uid) : derived[slot].nodes.put(uid, node);
      count += (node == null ? 0 : 1) - (former == null ? 0 : 1);
    }
    NodeTable table = new NodeTable(derived, count);
    return count > (long) derived.length * SHARD_SIZE_MAX ? table.resharded() : table;
  }

  private NodeTable resharded() {
    Map<EntityUid, EntityNode> all = HashMap.newHashMap(size);
    forEach(node -> all.put(node.uid(), node));
    return of(all.values());
  }

  /// INVARIANT: not changed after the table that made it is built.
  private static final class Shard {
    final Map<EntityUid, EntityNode> nodes;

    Shard(Map<EntityUid, EntityNode> nodes) {
      this.nodes = nodes;
    }
  }
}
