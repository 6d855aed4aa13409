package dev.remit.insight.declared;

import dev.remit.cedar.value.EntityUid;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An identity as a source of truth declares it: what kind it is, who answers for it, when it ends
/// and what it needs. Kind and owner are empty, and the end is null, where nothing is said.
public record Declared(
    EntityUid identity, String kind, String owner, @Nullable Instant ends, List<Need> needs) {
  /// The kind of an identity that is there for emergencies alone.
  public static final String EMERGENCY = "emergency";

  public Declared {
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(owner, "owner");
    needs = List.copyOf(needs);
  }

  /// One that needs nothing, as far as is said.
  public Declared(EntityUid identity, String kind, String owner, @Nullable Instant ends) {
    this(identity, kind, owner, ends, List.of());
  }

  /// Whether it is there for emergencies alone, to be used where authority is wanting.
  public boolean isForEmergencies() {
    return kind.equals(EMERGENCY);
  }

  /// Whether its end had come by then.
  public boolean hasEnded(Instant at) {
    return ends != null && !ends.isAfter(at);
  }
}
