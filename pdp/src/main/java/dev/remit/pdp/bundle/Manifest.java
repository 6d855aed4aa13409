package dev.remit.pdp.bundle;

import dev.remit.pdp.mapping.Mapping;
import dev.remit.pdp.sensitive.Masking;
import java.util.Objects;

/// What `remit.yaml` says: the bundle's name, who answers for it, and its mapping, and what is
/// masked.
public record Manifest(String name, String owner, Mapping mapping, Masking masking) {
  public Manifest {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(mapping, "mapping");
    Objects.requireNonNull(masking, "masking");
  }
}
