package dev.remit.insight.declared;

import dev.remit.cedar.value.EntityUid;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a source of truth declares: identities, and what tasks of a purpose need, whoever works in
/// them. Immutable.
public final class Declarations {
  /// Of nobody.
  public static final Declarations NONE = new Declarations(List.of(), Map.of());

  private final Map<EntityUid, Declared> identities = new LinkedHashMap<>();
  private final Map<String, List<Need>> purposes;

  public Declarations(List<Declared> identities, Map<String, List<Need>> purposes) {
    identities.forEach(each -> this.identities.put(each.identity(), each));
    this.purposes = Map.copyOf(purposes);
  }

  /// In the order of the source.
  public List<Declared> identities() {
    return List.copyOf(identities.values());
  }

  public Optional<Declared> find(EntityUid identity) {
    return Optional.ofNullable(identities.get(identity));
  }

  /// What an identity needs at an instant: nothing if it had ended, or is not declared.
  public List<Need> needs(EntityUid identity, Instant at) {
    Declared declared = identities.get(identity);
    return declared == null || declared.hasEnded(at) ? List.of() : declared.needs();
  }

  /// What tasks of a purpose need; nothing if it is not declared.
  public List<Need> needs(String purpose) {
    return purposes.getOrDefault(purpose, List.of());
  }
}
