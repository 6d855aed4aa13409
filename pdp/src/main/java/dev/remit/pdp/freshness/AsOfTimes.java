package dev.remit.pdp.freshness;

import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// When each entity of a history was last known to be as it is: put so, or confirmed with all of
/// its type. Immutable; a changed one shares what did not change, and costs about the square root
/// of the number of entities.
public final class AsOfTimes {
  /// Of entities of which nothing says when they were so. Older than any maximum age.
  public static final Instant UNKNOWN = Instant.EPOCH;

  public static final AsOfTimes NONE = new AsOfTimes(List.of(Map.of()), 0, new TreeMap<>());

  private static final int SHARD_SIZE = 32;
  private static final int SHARD_SIZE_MAX = 128;
  private static final int SPREAD = 0x9E3779B9;

  // INVARIANT: the maps are never changed once they are in the list.
  private final List<Map<EntityUid, Mark>> shards;
  private final int size;
  private final SortedMap<Name, Mark> confirmed;

  private AsOfTimes(List<Map<EntityUid, Mark>> shards, int size, SortedMap<Name, Mark> confirmed) {
    this.shards = shards;
    this.size = size;
    this.confirmed = Collections.unmodifiableSortedMap(confirmed);
  }

  /// An instant, and the number of the change that said it.
  public record Mark(long sequence, Instant asOf) {
    public static final Mark UNKNOWN = new Mark(0, AsOfTimes.UNKNOWN);

    public Mark {
      asOf = Instant.ofEpochMilli(asOf.toEpochMilli());
    }
  }

  /// `confirmed` are the types of which all entities that were put until then were confirmed.
  public static AsOfTimes of(Map<EntityUid, Mark> put, Map<Name, Mark> confirmed) {
    int count = Integer.highestOneBit(Math.max(1, put.size() / SHARD_SIZE));
    List<Map<EntityUid, Mark>> shards = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      shards.add(new HashMap<>());
    }
    put.forEach((uid, mark) -> shards.get(slot(uid, count)).put(uid, mark));
    return new AsOfTimes(shards, put.size(), new TreeMap<>(confirmed));
  }

  private static int slot(EntityUid uid, int shards) {
    return ((uid.hashCode() * SPREAD) >>> 8) & (shards - 1);
  }

  /// When the entity was last known to be so; null if it was never put.
  public @Nullable Instant find(EntityUid uid) {
    Mark put = mark(uid);
    if (put == null) {
      return null;
    }
    Mark later = confirmed.get(uid.type());
    return later != null && later.sequence > put.sequence && later.asOf.isAfter(put.asOf)
        ? later.asOf
        : put.asOf;
  }

  /// What put the entity; null if nothing did. Confirmations are not in it.
  public @Nullable Mark mark(EntityUid uid) {
    return shards.get(slot(uid, shards.size())).get(uid);
  }

  /// The last confirmation of each type that has one.
  public SortedMap<Name, Mark> confirmed() {
    return confirmed;
  }

  /// After a change: `upserts` are as `mark` says, `removals` are gone, and all entities of the
  /// types `confirming` are as they were at its time, also where an earlier change had confirmed
  /// them at a later one.
  public AsOfTimes with(
      Mark mark,
      Collection<EntityUid> upserts,
      Collection<EntityUid> removals,
      Collection<Name> confirming) {
    Objects.requireNonNull(mark, "mark");
    Map<Integer, Map<EntityUid, Mark>> changed = new HashMap<>();
    removals.forEach(uid -> copy(changed, uid).remove(uid));
    upserts.forEach(uid -> copy(changed, uid).put(uid, mark));
    SortedMap<Name, Mark> types = confirmed;
    if (!confirming.isEmpty()) {
      types = new TreeMap<>(confirmed);
      for (Name type : confirming) {
        types.put(type, mark);
      }
    }
    List<Map<EntityUid, Mark>> next = new ArrayList<>(shards);
    int count = size;
    for (Map.Entry<Integer, Map<EntityUid, Mark>> shard : changed.entrySet()) {
      count += shard.getValue().size() - next.get(shard.getKey()).size();
      next.set(shard.getKey(), shard.getValue());
    }
    AsOfTimes result = new AsOfTimes(next, count, types);
    return count > (long) SHARD_SIZE_MAX * next.size() ? of(result.all(), types) : result;
  }

  private Map<EntityUid, Mark> copy(Map<Integer, Map<EntityUid, Mark>> changed, EntityUid uid) {
    return changed.computeIfAbsent(
        slot(uid, shards.size()), slot -> new HashMap<>(shards.get(slot)));
  }

  private Map<EntityUid, Mark> all() {
    Map<EntityUid, Mark> all = HashMap.newHashMap(size);
    shards.forEach(all::putAll);
    return all;
  }

  /// How many entities were put.
  public int size() {
    return size;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AsOfTimes that
        && size == that.size
        && confirmed.equals(that.confirmed)
        && all().equals(that.all());
  }

  @Override
  public int hashCode() {
    return 31 * size + confirmed.hashCode();
  }
}
