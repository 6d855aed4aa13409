package dev.remit.store.observation;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.request.Provenance;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/// A decision that another system took, as its own log tells it.
///
/// `source` is the kind of log, `eventId` what names the event there, in all copies of it; `point`
/// is the decision point, as `aws/ACCOUNT/REGION`. `principal` is whose authority was asked about:
/// of a role's session the role, of an impersonation who was impersonated, with the others in
/// `provenance`. `code` is what the system calls the outcome, `message` what it said of it; both
/// may be empty. `status` is what the caller saw, if that is known. `detail` is what else is worth
/// keeping, `origin` the file and the place in it.
public record Observation(
    String source,
    String eventId,
    Instant time,
    String point,
    ObservedOutcome outcome,
    EntityUid principal,
    EntityUid action,
    List<EntityUid> resources,
    String code,
    String message,
    OptionalInt status,
    ObservedClient client,
    Provenance provenance,
    Optional<AuthorityChange> change,
    Json.JsonObject detail,
    String origin) {

  public Observation {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(eventId, "eventId");
    time = Instant.ofEpochMilli(time.toEpochMilli());
    Objects.requireNonNull(point, "point");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(principal, "principal");
    Objects.requireNonNull(action, "action");
    resources = List.copyOf(resources);
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(provenance, "provenance");
    Objects.requireNonNull(change, "change");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(origin, "origin");
    if (eventId.isEmpty()) {
      throw new IllegalArgumentException("an event without an id");
    }
  }
}
