package dev.remit.server.decision;

import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.decision.Snapshot;
import java.util.Objects;

/// What decisions rest on at one moment: a bundle, and all entities together with it. Immutable, so
/// that a batch shares one.
public record Basis(Bundle bundle, Snapshot snapshot) {
  public Basis {
    Objects.requireNonNull(bundle, "bundle");
    Objects.requireNonNull(snapshot, "snapshot");
  }
}
