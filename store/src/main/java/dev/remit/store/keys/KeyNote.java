package dev.remit.store.keys;

import java.time.Instant;
import java.util.Objects;

/// What is left of a key that was destroyed: when it was, and as which user of the machine.
public record KeyNote(KeyId id, Instant destroyed, String by) {
  public KeyNote {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(destroyed, "destroyed");
    Objects.requireNonNull(by, "by");
  }
}
