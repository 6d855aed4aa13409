package dev.remit.cedar.entity;

import dev.remit.cedar.value.EntityUid;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An immutable hash table by uid, in less time and memory than a [HashMap].
///
/// Open addressing, at most half full, with the hashes beside the keys: a search that finds nothing
/// looks at one small array and at no key. Where ids were chosen to collide, a [HashMap], which
/// sorts what collides, is kept instead.
public final class UidTable<V> {
  private static final int PROBES_MAX = 16;
  private static final int SPREAD = 0x9E3779B9;

  /// Of the key at a place, 0 where there is none; empty if `colliding` is used.
  private final int[] hashes;

  /// Two for each place: the key and its value.
  private final @Nullable Object[] table;

  private final Map<EntityUid, V> colliding;
  private final int size;

  private UidTable(int[] hashes, @Nullable Object[] table, Map<EntityUid, V> colliding, int size) {
    this.hashes = hashes;
    this.table = table;
    this.colliding = colliding;
    this.size = size;
  }

  /// A copy of a map.
  public static <V> UidTable<V> of(Map<EntityUid, V> map) {
    return of(map.entrySet(), Map.Entry::getKey, Map.Entry::getValue);
  }

  /// What `items` say, of which no two have equal uids.
  static <T, V> UidTable<V> of(
      Collection<T> items, Function<T, EntityUid> uidOf, Function<T, V> valueOf) {
    int[] hashes = new int[Integer.highestOneBit(Math.max(1, items.size())) << 2];
    @Nullable Object[] table = new Object[2 * hashes.length];
    for (T item : items) {
      EntityUid uid = uidOf.apply(item);
      int hash = hash(uid);
      int place = hash & (hashes.length - 1);
      for (int probes = 0; hashes[place] != 0; probes++) {
        if (probes == PROBES_MAX) {
          Map<EntityUid, V> colliding = new HashMap<>();
          items.forEach(each -> colliding.put(uidOf.apply(each), valueOf.apply(each)));
          return new UidTable<>(new int[0], new Object[0], colliding, items.size());
        }
        place = (place + 1) & (hashes.length - 1);
      }
      hashes[place] = hash;
      table[2 * place] = uid;
      table[2 * place + 1] = valueOf.apply(item);
    }
    return new UidTable<>(hashes, table, Map.of(), items.size());
  }

  /// Never 0.
  private static int hash(EntityUid uid) {
    int hash = uid.hashCode() * SPREAD;
    hash ^= hash >>> 16;
    return hash == 0 ? SPREAD : hash;
  }

  /// The value of a uid, or null where there is none.
  public @Nullable V find(EntityUid uid) {
    if (hashes.length == 0) {
      return colliding.get(uid);
    }
    int hash = hash(uid);
    int place = hash & (hashes.length - 1);
    // Nothing is more than so many places from its own, whatever ids fill the ones between.
    for (int probes = 0; probes <= PROBES_MAX && hashes[place] != 0; probes++) {
      if (hashes[place] == hash && uid.equals(table[2 * place])) {
        return valueAt(2 * place + 1);
      }
      place = (place + 1) & (hashes.length - 1);
    }
    return null;
  }

  @SuppressWarnings("unchecked") // Only values are put at odd places.
  private @Nullable V valueAt(int place) {
    return (V) table[place];
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /// Every value, in no particular order.
  public void forEach(Consumer<V> action) {
    colliding.values().forEach(action);
    for (int place = 1; place < table.length; place += 2) {
      V value = valueAt(place);
      if (value != null) {
        action.accept(value);
      }
    }
  }
}
