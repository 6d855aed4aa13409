package dev.remit.pdp.decision;

import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.freshness.AsOfTimes;
import dev.remit.pdp.freshness.Freshness;
import dev.remit.pdp.freshness.StaleAttribute;
import dev.remit.pdp.freshness.Staleness;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/// All entities at one moment, when each was last known to be so, and the version that names them.
public record Snapshot(Entities entities, AsOfTimes times, EntityVersion version) {
  public Snapshot {
    Objects.requireNonNull(entities, "entities");
    Objects.requireNonNull(times, "times");
    Objects.requireNonNull(version, "version");
  }

  /// Entities of which nothing says when they were so: attributes that may not be old are stale.
  public Snapshot(Entities entities, EntityVersion version) {
    this(entities, AsOfTimes.NONE, version);
  }

  /// The entities that the bundle brings, and no others.
  public static Snapshot of(Bundle bundle) {
    return new Snapshot(bundle.entities(), EntityVersion.BUNDLE);
  }

  /// As policies of the bundle see them at an instant: what is stale by its rules is withheld.
  /// Costs nothing.
  public Entities seen(Bundle bundle, Instant now) {
    Freshness rules = bundle.manifest().freshness();
    return rules.isEmpty()
        ? entities
        : entities.withholding(new Staleness(rules, entities, times, now));
  }

  /// What is stale at an instant of `uids` and of what they are in, as [Staleness#list] says.
  public List<StaleAttribute> stale(Collection<EntityUid> uids, Bundle bundle, Instant now) {
    Freshness rules = bundle.manifest().freshness();
    return rules.isEmpty() ? List.of() : new Staleness(rules, entities, times, now).list(uids);
  }
}
