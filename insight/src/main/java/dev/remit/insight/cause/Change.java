package dev.remit.insight.cause;

import dev.remit.cedar.value.EntityUid;
import dev.remit.store.observation.AuthorityChange;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// Something that changed what somebody may do, as the log tells it.
///
/// `resources` are what was changed, as `Type::"id"`: identities, policies or resources.
public record Change(
    UUID record,
    Instant time,
    AuthorityChange kind,
    EntityUid by,
    String action,
    List<String> resources,
    String parameters) {
  public Change {
    Objects.requireNonNull(record, "record");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(action, "action");
    resources = List.copyOf(resources);
    Objects.requireNonNull(parameters, "parameters");
  }

  /// Whether it changed what an identity may do, or who may use a resource; logging, and the
  /// sessions that roles give out, do not.
  boolean isOfAuthority() {
    return switch (kind) {
      case POLICY, RESOURCE_POLICY, IDENTITY, TRUST, BINDING, CREDENTIAL -> true;
      case SESSION, LOGGING -> false;
    };
  }

  boolean isAbout(EntityUid identity, String container) {
    return isAbout(identity) || resources.contains(container);
  }

  boolean isAbout(EntityUid identity) {
    return resources.contains(identity.toString());
  }

  /// Whether what it wrote says who may, and does not name the identity among them.
  boolean namesOthersThan(EntityUid identity) {
    return kind == AuthorityChange.RESOURCE_POLICY
        && parameters.contains("Principal")
        && !parameters.contains(identity.id());
  }

  /// As a sentence.
  String text() {
    return by + " did `" + action + "` at " + time;
  }
}
