package dev.remit.cedar.entity;

import dev.remit.cedar.value.EntityUid;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A few uids in the order given: most entities have one or two parents, and a hash table for each
/// would weigh more than the entity.
final class ParentSet extends AbstractSet<EntityUid> {
  private static final int SMALL_MAX = 8;

  private final List<EntityUid> members;

  private ParentSet(List<EntityUid> members) {
    this.members = members;
  }

  /// An immutable set that iterates in the order given.
  static Set<EntityUid> of(Collection<EntityUid> uids) {
    if (uids instanceof ParentSet set) {
      return set;
    }
    if (uids.isEmpty()) {
      return Set.of();
    }
    if (uids.size() == 1) {
      return Set.of(uids.iterator().next());
    }
    Set<EntityUid> distinct = new LinkedHashSet<>(uids);
    return distinct.size() <= SMALL_MAX
        ? new ParentSet(List.copyOf(distinct))
        : Collections.unmodifiableSet(distinct);
  }

  @Override
  public boolean contains(@Nullable Object uid) {
    return uid != null && members.contains(uid);
  }

  @Override
  public Iterator<EntityUid> iterator() {
    return members.iterator();
  }

  @Override
  public int size() {
    return members.size();
  }
}
