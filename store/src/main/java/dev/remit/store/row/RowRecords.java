package dev.remit.store.row;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.text.EntityUidParser;
import dev.remit.cedar.value.DatetimeValue;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.Value;
import dev.remit.pdp.bundle.BundleDigest;
import dev.remit.pdp.decision.Decision;
import dev.remit.pdp.decision.DecisionInputs;
import dev.remit.pdp.decision.EngineVersion;
import dev.remit.pdp.decision.EntityVersion;
import dev.remit.pdp.decision.EvaluationError;
import dev.remit.pdp.decision.Reason;
import dev.remit.pdp.flow.Flow;
import dev.remit.pdp.freshness.StaleAttribute;
import dev.remit.pdp.ledger.TaskChange;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.pdp.record.ResourceFacts;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Credential;
import dev.remit.pdp.request.MappedRequest;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.sensitive.EncryptedFields;
import dev.remit.pdp.task.TaskView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;

/// Rows as decision records, the inverse of [RecordRows].
public final class RowRecords {
  private final Row row;

  private RowRecords(Row row) {
    this.row = row;
  }

  /// Throws [UnreadableRecord] for a row that is no decision, that contradicts itself, or that has
  /// encrypted fields.
  public static DecisionRecord of(Row row) throws UnreadableRecord {
    try {
      return new RowRecords(row).record();
    } catch (SyntaxException e) {
      throw new UnreadableRecord(e.diagnostics().getFirst().message());
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new UnreadableRecord("it contradicts itself: " + e.getMessage());
    }
  }

  private DecisionRecord record() throws UnreadableRecord, SyntaxException {
    return new DecisionRecord(
        row.uuid(Column.ID),
        row.text(Column.TENANT),
        instant(Column.TIME),
        RecordKind.find(row.text(Column.KIND)).orElseThrow(() -> unknown(Column.KIND)),
        row.text(Column.POINT),
        inputs(),
        decision(),
        row.whole(Column.LATENCY_NANOS),
        RecordJson.taskChange(new Fields(json(Column.RAW), Column.RAW.title() + ".")),
        new ResourceFacts(orEmpty(Column.RESOURCE_OWNER), orEmpty(Column.RESOURCE_CLASSIFICATION)));
  }

  private String orEmpty(Column column) {
    return row.has(column) ? row.text(column) : "";
  }

  /// What the decision of a row changed in a task, also where its inputs cannot be read.
  public static TaskChange taskChange(Row row) throws UnreadableRecord {
    if (!row.has(Column.RAW) || !row.text(Column.RAW).contains(RecordJson.TASK_CHANGE)) {
      return TaskChange.NONE;
    }
    return read(
        row,
        each -> RecordJson.taskChange(new Fields(each.json(Column.RAW), Column.RAW.title() + ".")));
  }

  /// What a row says was decided, also where its inputs cannot be read.
  public static Decision decision(Row row) throws UnreadableRecord {
    return read(row, RowRecords::decision);
  }

  /// Reads a part of a row.
  @FunctionalInterface
  private interface PartReader<T> {
    T read(RowRecords row) throws UnreadableRecord, SyntaxException;
  }

  private static <T> T read(Row row, PartReader<T> reader) throws UnreadableRecord {
    try {
      return reader.read(new RowRecords(row));
    } catch (SyntaxException e) {
      throw new UnreadableRecord(e.diagnostics().getFirst().message());
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new UnreadableRecord("it contradicts itself: " + e.getMessage());
    }
  }

  /// Why the decision of a row is as it is, also where its inputs cannot be read.
  public static List<Reason> reasons(Row row) throws UnreadableRecord {
    try {
      return new RowRecords(row).objects(Column.REASONS, RecordJson::reason);
    } catch (SyntaxException e) {
      throw new UnreadableRecord(e.diagnostics().getFirst().message());
    } catch (IllegalArgumentException e) {
      throw new UnreadableRecord("it contradicts itself: " + e.getMessage());
    }
  }

  /// What was too old for the decision of a row.
  public static List<StaleAttribute> stale(Row row) throws UnreadableRecord {
    try {
      return RecordJson.stale(
          new Fields(new RowRecords(row).json(Column.RAW), Column.RAW.title() + "."));
    } catch (SyntaxException e) {
      throw new UnreadableRecord(e.diagnostics().getFirst().message());
    } catch (IllegalArgumentException e) {
      throw new UnreadableRecord("it contradicts itself: " + e.getMessage());
    }
  }

  private Instant instant(Column column) {
    return Instant.ofEpochMilli(row.whole(column));
  }

  private UnreadableRecord unknown(Column column) {
    return new UnreadableRecord(
        "`" + column.title() + "` is `" + row.text(column) + "`, which is not known here");
  }

  private Decision decision() throws UnreadableRecord, SyntaxException {
    List<Reason> reasons = objects(Column.REASONS, RecordJson::reason);
    List<EvaluationError> errors = objects(Column.ERRORS, RecordJson::error);
    return switch (row.text(Column.OUTCOME)) {
      case "permit" -> new Decision.Permit(reasons, errors, row.list(Column.OBLIGATIONS));
      case "deny" -> new Decision.Deny(reasons, errors);
      default -> throw unknown(Column.OUTCOME);
    };
  }

  /// What the objects of a column of JSON arrays hold; none where it is absent.
  private <T> List<T> objects(Column column, Fields.FieldsReader<T> reader)
      throws UnreadableRecord, SyntaxException {
    return row.has(column) ? Fields.objects(json(column), column.title(), reader) : List.of();
  }

  private Json json(Column column) throws SyntaxException {
    return JsonReader.read(new Source(column.title(), row.text(column)));
  }

  private DecisionInputs inputs() throws UnreadableRecord, SyntaxException {
    Provenance provenance = provenance();
    Credential credential = credential();
    Fields raw = new Fields(json(Column.RAW), Column.RAW.title() + ".");
    if (raw.has(RecordJson.ENCRYPTED)) {
      throw new UnreadableRecord("fields of it are encrypted");
    }
    return new DecisionInputs(
        mapped(provenance, credential),
        provenance,
        credential,
        instant(Column.NOW),
        new BundleDigest(row.text(Column.BUNDLE)),
        new EntityVersion(row.text(Column.ENTITIES_STORE), row.whole(Column.ENTITIES_SEQUENCE)),
        new EngineVersion(row.text(Column.ENGINE)),
        RecordJson.raw(raw, row.text(Column.ORIGIN), provenance),
        EncryptedFields.NONE,
        RecordJson.stale(raw));
  }

  private Provenance provenance() throws UnreadableRecord {
    return new Provenance(
        claim(Column.USER_STATUS, () -> row.text(Column.USER)),
        laterClaim(Column.CHAIN_STATUS, () -> row.list(Column.CHAIN)),
        claim(Column.AGENT_STATUS, () -> row.text(Column.AGENT)),
        claim(Column.TASK_STATUS, () -> row.text(Column.TASK)),
        laterClaim(Column.PURPOSE_STATUS, () -> row.text(Column.PURPOSE)),
        claim(Column.TOOLS_STATUS, () -> row.list(Column.TOOLS)),
        claim(Column.POSITION_STATUS, () -> row.whole(Column.POSITION)),
        laterClaim(Column.PROMPT_STATUS, () -> row.text(Column.PROMPT)),
        laterClaim(Column.TRACE_STATUS, () -> row.text(Column.TRACE)));
  }

  /// Of a field that records of schema version 2 are without.
  private <T> Claim<T> laterClaim(Column status, Supplier<T> value) throws UnreadableRecord {
    return row.has(status) ? claim(status, value) : Claim.absent();
  }

  private <T> Claim<T> claim(Column status, Supplier<T> value) throws UnreadableRecord {
    return switch (row.text(status)) {
      case "verified" -> Claim.verified(value.get());
      case "asserted" -> Claim.asserted(value.get());
      case "absent" -> Claim.absent();
      default -> throw unknown(status);
    };
  }

  private Credential credential() throws UnreadableRecord, SyntaxException {
    return row.has(Column.CREDENTIAL)
        ? RecordJson.credential(
            new Fields(json(Column.CREDENTIAL), Column.CREDENTIAL.title() + "."))
        : Credential.absent();
  }

  private MappedRequest mapped(Provenance provenance, Credential credential)
      throws UnreadableRecord, SyntaxException {
    EntityUid principal = uid(Column.PRINCIPAL_TYPE, Column.PRINCIPAL_ID);
    EntityUid action = uid(Column.ACTION_TYPE, Column.ACTION_ID);
    if (row.has(Column.REFUSED_CODE)) {
      return new MappedRequest.Refused(principal, action, refusal(), row.text(Column.REFUSED_TEXT));
    }
    List<EntityUid> resources = new ArrayList<>();
    for (String resource : row.list(Column.RESOURCES)) {
      resources.add(EntityUidParser.parse(resource));
    }
    SortedMap<EntityUid, RecordValue> overlay =
        RecordJson.overlay(objects(Column.OVERLAY, entity -> entity));
    return new MappedRequest.Mapped(
        principal, action, resources, context(provenance, credential), overlay);
  }

  private EntityUid uid(Column type, Column id) {
    return EntityUid.of(row.text(type), row.text(id));
  }

  private MappedRequest.Refusal refusal() throws UnreadableRecord {
    return RecordJson.refusal(row.text(Column.REFUSED_CODE), unknown(Column.REFUSED_CODE));
  }

  private RecordValue context(Provenance provenance, Credential credential)
      throws UnreadableRecord, SyntaxException {
    Map<String, Value> fields = RecordJson.value(json(Column.CONTEXT)).fields();
    fields.put("now", new DatetimeValue(row.whole(Column.NOW)));
    fields.putIfAbsent(
        RecordRows.PROVENANCE,
        row.has(Column.CHAIN_STATUS) ? provenance.toValue() : provenance.toValueOfSchema2());
    fields.putIfAbsent(RecordRows.CREDENTIAL, credential.toValue());
    fields.putIfAbsent(RecordRows.FLOW, Flow.UNKNOWN.toValue());
    fields.putIfAbsent(RecordRows.TASK, TaskView.NONE.toValue());
    return RecordValue.of(fields);
  }
}
