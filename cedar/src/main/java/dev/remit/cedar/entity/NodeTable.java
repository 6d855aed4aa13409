package dev.remit.cedar.entity;

import dev.remit.cedar.value.EntityUid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An immutable hash table of nodes that is cheap to derive a changed one from: a list of small
/// tables, of which a derived one copies just those that a change falls in.
final class NodeTable {
  private static final int SHARD_SIZE = 16;
  private static final int SHARD_SIZE_MAX = 64;
  private static final int SPREAD = 0x85EBCA6B;

  private final List<UidTable<EntityNode>> shards;
  private final int size;

  private NodeTable(List<UidTable<EntityNode>> shards, int size) {
    this.shards = shards;
    this.size = size;
  }

  /// `nodes` are of different uids.
  static NodeTable of(Collection<EntityNode> nodes) {
    int count = Integer.highestOneBit(Math.max(1, nodes.size() / SHARD_SIZE));
    List<List<EntityNode>> sorted = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      sorted.add(new ArrayList<>(2 * SHARD_SIZE));
    }
    for (EntityNode node : nodes) {
      sorted.get(slot(node.uid(), count)).add(node);
    }
    List<UidTable<EntityNode>> shards = new ArrayList<>(count);
    for (List<EntityNode> shard : sorted) {
      shards.add(UidTable.of(shard, EntityNode::uid, node -> node));
    }
    return new NodeTable(shards, nodes.size());
  }

  private static int slot(EntityUid uid, int shards) {
    // Other bits than those that a shard itself looks at.
    return ((uid.hashCode() * SPREAD) >>> 8) & (shards - 1);
  }

  @Nullable EntityNode find(EntityUid uid) {
    return shards.get(slot(uid, shards.size())).find(uid);
  }

  int size() {
    return size;
  }

  void forEach(Consumer<EntityNode> action) {
    for (UidTable<EntityNode> shard : shards) {
      shard.forEach(action);
    }
  }

  /// This table with nodes put in, and those uids taken out that map to null.
  NodeTable with(Map<EntityUid, @Nullable EntityNode> changes) {
    Map<Integer, Map<EntityUid, EntityNode>> changed = new HashMap<>();
    changes.forEach((uid, node) -> {
      Map<EntityUid, EntityNode> shard =
          changed.computeIfAbsent(slot(uid, shards.size()), this::copy);
      if (node == null) {
        shard.remove(uid);
      } else {
        shard.put(uid, node);
      }
    });
    List<UidTable<EntityNode>> derived = new ArrayList<>(shards);
    int count = size;
    for (Map.Entry<Integer, Map<EntityUid, EntityNode>> entry : changed.entrySet()) {
      UidTable<EntityNode> shard = UidTable.of(entry.getValue());
      count += shard.size() - derived.set(entry.getKey(), shard).size();
    }
    NodeTable table = new NodeTable(derived, count);
    return count > (long) derived.size() * SHARD_SIZE_MAX ? table.resharded() : table;
  }

  private Map<EntityUid, EntityNode> copy(int slot) {
    Map<EntityUid, EntityNode> copy = new HashMap<>();
    shards.get(slot).forEach(node -> copy.put(node.uid(), node));
    return copy;
  }

  private NodeTable resharded() {
    List<EntityNode> all = new ArrayList<>(size);
    forEach(all::add);
    return of(all);
  }
}
