package dev.remit.server.entity;

import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Entities in the order of their names, a page at a time.
///
/// The order of the snapshot that was asked for last is kept, so that going through one costs one
/// sort. Any thread may ask; the field is one value.
final class EntityPage {
  /// Entities of one page.
  static final int LIMIT_MAX = 1000;

  private volatile Sorted last = new Sorted("", List.of());

  private record Sorted(String name, List<EntityUid> uids) {}

  /// What is asked for: entities of a type, or of all, after one, at most so many.
  record Query(@Nullable Name type, @Nullable EntityUid after, int limit) {
    Query {
      if (limit < 1 || limit > LIMIT_MAX) {
        throw new IllegalArgumentException("limit " + limit);
      }
    }
  }

  /// `next` is what to ask for entities after; null at the end.
  record Found(List<Entity> entities, @Nullable EntityUid next) {
    Found {
      entities = List.copyOf(entities);
    }
  }

  /// `name` is of these entities and of no others.
  Found find(String name, Entities entities, Query query) {
    List<EntityUid> uids = sorted(name, entities);
    List<Entity> found = new ArrayList<>();
    for (int i = start(uids, query.after()); i < uids.size(); i++) {
      EntityUid uid = uids.get(i);
      if (query.type() == null || uid.type().equals(query.type())) {
        if (found.size() == query.limit()) {
          return new Found(found, found.getLast().uid());
        }
        found.add(Objects.requireNonNull(entities.find(uid), "of this snapshot"));
      }
    }
    return new Found(found, null);
  }

  private static int start(List<EntityUid> uids, @Nullable EntityUid after) {
    if (after == null) {
      return 0;
    }
    int place = Collections.binarySearch(uids, after);
    return place < 0 ? -place - 1 : place + 1;
  }

  private List<EntityUid> sorted(String name, Entities entities) {
    Sorted known = last;
    if (known.name().equals(name)) {
      return known.uids();
    }
    List<EntityUid> uids = entities.all().stream().map(Entity::uid).sorted().toList();
    last = new Sorted(name, uids);
    return uids;
  }
}
