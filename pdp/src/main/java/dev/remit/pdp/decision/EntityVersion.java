package dev.remit.pdp.decision;

import java.util.Objects;

/// Which entities were seen: a store, and how many changes it had taken.
public record EntityVersion(String store, long sequence) {
  /// The entities of the bundle alone, which the bundle's digest already names.
  public static final EntityVersion BUNDLE = new EntityVersion("bundle", 0);

  public EntityVersion {
    Objects.requireNonNull(store, "store");
    if (sequence < 0) {
      throw new IllegalArgumentException("sequence " + sequence);
    }
  }

  @Override
  public String toString() {
    return store + "@" + sequence;
  }
}
