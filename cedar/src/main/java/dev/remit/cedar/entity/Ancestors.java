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
/// A sorted array instead of a hash table: eight bytes a member, and ids chosen to collide cost no
/// more than others.
public final class Ancestors {
  /// Of an entity that is in nothing.
  public static final Ancestors NONE = new Ancestors(new EntityUid[0]);

  private static final int SCANNED_MAX = 8;
  private static final Comparator<EntityUid> ORDER =
      Comparator.comparingInt(EntityUid::hashCode).thenComparing(Comparator.naturalOrder());

  private final EntityUid[] members;
  private final int[] hashes;

  private Ancestors(EntityUid[] members) {
    this.members = members;
    this.hashes = new int[members.length];
    for (int i = 0; i < members.length; i++) {
      hashes[i] = members[i].hashCode();
    }
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

  /// `O(log size)`.
  public boolean contains(EntityUid uid) {
    return members.length <= SCANNED_MAX ? scan(uid) : search(uid);
  }

  private boolean scan(EntityUid uid) {
    int hash = uid.hashCode();
    for (int i = 0; i < hashes.length; i++) {
      if (hashes[i] == hash && members[i].equals(uid)) {
        return true;
      }
    }
    return false;
  }

  private boolean search(EntityUid uid) {
    int hash = uid.hashCode();
    int low = 0;
    int high = members.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Integer.compare(hashes[middle], hash);
      if (order == 0) {
        if (members[middle].equals(uid)) {
          return true;
        }
        order = members[middle].compareTo(uid);
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
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
    return Arrays.hashCode(hashes);
  }

  @Override
  public String toString() {
    return asList().toString();
  }
}
