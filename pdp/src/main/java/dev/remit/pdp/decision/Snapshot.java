package dev.remit.pdp.decision;

import dev.remit.cedar.entity.Entities;
import dev.remit.pdp.bundle.Bundle;
import java.util.Objects;

/// All entities at one moment and the version that names them.
public record Snapshot(Entities entities, EntityVersion version) {
  public Snapshot {
    Objects.requireNonNull(entities, "entities");
    Objects.requireNonNull(version, "version");
  }

  /// The entities that the bundle brings, and no others.
  public static Snapshot of(Bundle bundle) {
    return new Snapshot(bundle.entities(), EntityVersion.BUNDLE);
  }
}
