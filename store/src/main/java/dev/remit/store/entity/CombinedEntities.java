package dev.remit.store.entity;

import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.decision.Snapshot;
import java.util.List;

/// What policies see: the entities of the bundle together with those of the history.
public final class CombinedEntities {
  private CombinedEntities() {}

  /// Both, under the version of the history; the bundle is named by its digest anyway. Derived from
  /// the larger one, so that it costs a step for each entity of the smaller.
  ///
  /// Throws [dev.remit.cedar.entity.EntityException] if they are parents in a circle across both.
  public static Snapshot of(Entities bundle, Snapshot history) throws OverlappingEntities {
    Entities changing = history.entities();
    boolean bundleIsSmaller = bundle.size() < changing.size();
    Entities smaller = bundleIsSmaller ? bundle : changing;
    Entities larger = bundleIsSmaller ? changing : bundle;
    List<EntityUid> both =
        smaller.all().stream()
            .map(Entity::uid)
            .filter(uid -> larger.find(uid) != null)
            .sorted()
            .toList();
    if (!both.isEmpty()) {
      throw new OverlappingEntities(both);
    }
    return new Snapshot(larger.with(smaller.all(), List.of()), history.times(), history.version());
  }
}
