package dev.remit.store.observation;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.decision.Reason;
import dev.remit.pdp.record.RecordKind;
import dev.remit.store.row.Column;
import dev.remit.store.row.ProvenanceColumns;
import dev.remit.store.row.RecordJson;
import dev.remit.store.row.Row;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Observations as rows of the log's table.
public final class ObservationRows {
  /// The member of `raw` that holds the detail of an observation.
  public static final String OBSERVED = "observed";

  private ObservationRows() {}

  /// Not yet placed in a log. `duplicate` says that an event of that id was here before.
  public static Row of(UUID id, String tenant, Observation observation, boolean duplicate) {
    @Nullable Object[] values = new Object[Column.ALL.size()];
    set(values, Column.SEQUENCE, 0L);
    set(values, Column.RECEIVED, 0L);
    set(values, Column.CHECKSUM, 0L);
    set(values, Column.ID, id);
    set(values, Column.TENANT, tenant);
    set(values, Column.TIME, observation.time().toEpochMilli());
    set(values, Column.NOW, observation.time().toEpochMilli());
    set(values, Column.KIND, RecordKind.OBSERVATION.text());
    set(values, Column.SOURCE, observation.source());
    set(values, Column.EVENT_ID, observation.eventId());
    set(values, Column.DUPLICATE, duplicate);
    set(values, Column.POINT, observation.point());
    setOutcome(values, observation);
    setRequest(values, observation);
    setClient(values, observation.client());
    ProvenanceColumns.set(values, observation.provenance());
    observation.change().ifPresent(change -> set(values, Column.CHANGE, change.text()));
    if (!observation.detail().members().isEmpty()) {
      set(values, Column.RAW, JsonWriter.compact(kept(observation.detail())));
    }
    set(values, Column.ORIGIN, observation.origin());
    return Row.of(values);
  }

  /// Within a member of its own: members of `raw` mean something here, and what another system
  /// wrote must not.
  private static Json kept(Json.JsonObject detail) {
    return Json.object(Member.of(OBSERVED, detail));
  }

  private static void set(@Nullable Object[] values, Column column, Object value) {
    values[column.place()] = value;
  }

  private static void setIf(@Nullable Object[] values, Column column, String text) {
    if (!text.isEmpty()) {
      set(values, column, text);
    }
  }

  private static void setOutcome(@Nullable Object[] values, Observation observation) {
    ObservedOutcome outcome = observation.outcome();
    set(values, Column.OUTCOME, outcome.isPermit() ? "permit" : "deny");
    set(values, Column.REASON, outcome.reason().code());
    Reason reason = Reason.of(outcome.reason(), observation.message());
    set(values, Column.REASONS, JsonWriter.compact(RecordJson.reasons(List.of(reason))));
    set(values, Column.POLICIES, List.of());
    set(values, Column.OBLIGATIONS, List.of());
    setIf(values, Column.OBSERVED_CODE, observation.code());
    observation.status().ifPresent(status -> set(values, Column.VISIBLE_STATUS, (long) status));
  }

  private static void setRequest(@Nullable Object[] values, Observation observation) {
    set(values, Column.PRINCIPAL_TYPE, observation.principal().type().value());
    set(values, Column.PRINCIPAL_ID, observation.principal().id());
    set(values, Column.ACTION_TYPE, observation.action().type().value());
    set(values, Column.ACTION_ID, observation.action().id());
    List<EntityUid> resources = observation.resources();
    set(values, Column.RESOURCES, resources.stream().map(EntityUid::toString).toList());
    if (!resources.isEmpty()) {
      set(values, Column.RESOURCE_TYPE, resources.getFirst().type().value());
      set(values, Column.RESOURCE_ID, resources.getFirst().id());
    }
  }

  private static void setClient(@Nullable Object[] values, ObservedClient client) {
    setIf(values, Column.SESSION, client.session());
    setIf(values, Column.CLIENT_ADDRESS, client.address());
    setIf(values, Column.USER_AGENT, client.userAgent());
    if (!client.credentialId().isEmpty()) {
      Json credential =
          Json.object(
              Member.of("kind", Json.string(client.credentialKind())),
              Member.of("id", Json.string(client.credentialId())));
      set(values, Column.CREDENTIAL, JsonWriter.compact(credential));
    }
  }
}
