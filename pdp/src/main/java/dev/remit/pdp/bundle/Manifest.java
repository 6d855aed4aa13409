package dev.remit.pdp.bundle;

import dev.remit.pdp.mapping.Mapping;
import java.util.Objects;

/// What `remit.yaml` says: the bundle's name, who answers for it, and its mapping.
public record Manifest(String name, String owner, Mapping mapping) {
  public Manifest {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(mapping, "mapping");
  }
}
