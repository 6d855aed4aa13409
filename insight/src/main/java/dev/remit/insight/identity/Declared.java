package dev.remit.insight.identity;

import dev.remit.cedar.value.EntityUid;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An identity as a source of truth declares it: what kind it is, who answers for it, and when it
/// ends. Kind and owner are empty, and the end is null, where nothing is said.
public record Declared(EntityUid identity, String kind, String owner, @Nullable Instant ends) {
  public Declared {
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(owner, "owner");
  }
}
