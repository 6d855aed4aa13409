package dev.remit.cedar.entity;

import dev.remit.cedar.value.EntityUid;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Every entity that some entity is below, in ascending order of hash, then of uid. Siblings share
/// one instance.
///
/// Found by a hash table with open addressing beside the sorted array; where ids were chosen to
/// collide in it, by a binary search of the array instead.
public final class Ancestors {
  /// Of an entity that is in nothing.
  public static final Ancestors NONE = new Ancestors(new EntityUid[0]);

  private static final int PROBES_MAX = 16;
  private static final int SPREAD = 0x9E3779B9;
  private static final Comparator<EntityUid> ORDER =
      Comparator.comparingInt(EntityUid::hashCode).thenComparing(Comparator.naturalOrder());

  private final EntityUid[] members;

  /// A power of two of places, at most half of them taken; empty if some probe would be too long.
  private final @Nullable EntityUid[] table;

  private Ancestors(EntityUid[] members) {
    this.members = members;
    this.table = table(members);
  }

  private static @Nullable EntityUid[] table(EntityUid[] members) {
    int size = Integer.highestOneBit(Math.max(1, members.length)) << 2;
    @Nullable EntityUid[] table = new EntityUid[size];
    for (EntityUid member : members) {
      int slot = slot(member, size);
      int probes = 0;
      while (table[slot] != null) {
        slot = (slot + 1) & (size - 1);
        if (++probes > PROBES_MAX) {
          return new EntityUid[0];
        }
      }
      table[slot] = member;
    }
    return table;
  }

  private static int slot(EntityUid uid, int size) {
    int hash = uid.hashCode() * SPREAD;
    return (hash ^ hash >>> 16) & (size - 1);
  }

  /// The ancestors of an entity with these parents; `above` gives those of a parent.
  static Ancestors of(Collection<EntityUid> parents, Function<EntityUid, Ancestors> above) {
    if (parents.isEmpty()) {
      return NONE;
    }
    int count = parents.size();
    for (EntityUid parent : parents) {
      count += above.apply(parent).size();
    }
    EntityUid[] all = new EntityUid[count];
    int end = 0;
    for (EntityUid parent : parents) {
      EntityUid[] further = above.apply(parent).members;
      all[end++] = parent;
      System.arraycopy(further, 0, all, end, further.length);
      end += further.length;
    }
    Arrays.sort(all, ORDER);
    return new Ancestors(distinct(all));
  }

  private static EntityUid[] distinct(EntityUid[] sorted) {
    int end = 1;
    for (int i = 1; i < sorted.length; i++) {
      if (!sorted[i].equals(sorted[end - 1])) {
        sorted[end++] = sorted[i];
      }
    }
    return end == sorted.length ? sorted : Arrays.copyOf(sorted, end);
  }

  public int size() {
    return members.length;
  }

  /// The member at a position from 0.
  public EntityUid at(int index) {
    return members[index];
  }

  /// In ascending order.
  public List<EntityUid> asList() {
    return List.of(members);
  }

  public boolean contains(EntityUid uid) {
    if (table.length == 0) {
      return Arrays.binarySearch(members, uid, ORDER) >= 0;
    }
    int slot = slot(uid, table.length);
    // Nothing is more than so many places from its own, whatever ids fill the ones between.
    for (int probes = 0; probes <= PROBES_MAX && table[slot] != null; probes++) {
      if (uid.equals(table[slot])) {
        return true;
      }
      slot = (slot + 1) & (table.length - 1);
    }
    return false;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Ancestors that && Arrays.equals(members, that.members));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(members);
  }

  @Override
  public String toString() {
    return asList().toString();
  }
}
