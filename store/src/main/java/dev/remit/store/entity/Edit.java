package dev.remit.store.entity;

import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody wants of the entities: `upserts` are put in, in the place of those of the same
/// uid, and `removals` taken out; what is in both is kept. All entities of the types `confirmed`,
/// those that stay included, are as they are at `asOf`, as is what is put.
///
/// `asOf` is null for the time of the change, and counts as that if it is later.
public record Edit(
    List<Entity> upserts, List<EntityUid> removals, @Nullable Instant asOf, List<Name> confirmed) {
  public Edit {
    upserts = List.copyOf(upserts);
    removals = List.copyOf(removals);
    confirmed = confirmed.stream().distinct().sorted().toList();
  }

  /// As of the time of the change.
  public static Edit of(Collection<Entity> upserts, Collection<EntityUid> removals) {
    return new Edit(List.copyOf(upserts), List.copyOf(removals), null, List.of());
  }
}
