package dev.remit.store.row;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.json.ValueJson;
import dev.remit.cedar.policy.PolicyId;
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
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.MappedRequest;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Rows as decision records, the inverse of [RecordRows].
public final class RowRecords {
  private final Row row;

  private RowRecords(Row row) {
    this.row = row;
  }

  /// Throws [UnreadableRow] for a row that is no decision, or that contradicts itself.
  public static DecisionRecord of(Row row) throws UnreadableRow {
    try {
      return new RowRecords(row).record();
    } catch (SyntaxException e) {
      throw new UnreadableRow(e.diagnostics().getFirst().message());
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new UnreadableRow("it contradicts itself: " + e.getMessage());
    }
  }

  private DecisionRecord record() throws UnreadableRow, SyntaxException {
    return new DecisionRecord(
        row.uuid(Column.ID),
        row.text(Column.TENANT),
        instant(Column.TIME),
        RecordKind.find(row.text(Column.KIND)).orElseThrow(() -> unknown(Column.KIND)),
        row.text(Column.POINT),
        inputs(),
        decision(),
        row.whole(Column.LATENCY_NANOS));
  }

  private Instant instant(Column column) {
    return Instant.ofEpochMilli(row.whole(column));
  }

  private UnreadableRow unknown(Column column) {
    return new UnreadableRow(
        "`" + column.title() + "` is `" + row.text(column) + "`, which is not known here");
  }

  private Decision decision() throws UnreadableRow, SyntaxException {
    List<Reason> reasons = new ArrayList<>();
    for (Fields reason : objects(Column.REASONS)) {
      reasons.add(reason(reason));
    }
    List<EvaluationError> errors = new ArrayList<>();
    for (Fields error : objects(Column.ERRORS)) {
      errors.add(
          new EvaluationError(
              new PolicyId(error.text("policy")), error.text("code"), error.text("message")));
    }
    return switch (row.text(Column.OUTCOME)) {
      case "permit" -> new Decision.Permit(reasons, errors, row.list(Column.OBLIGATIONS));
      case "deny" -> new Decision.Deny(reasons, errors);
      default -> throw unknown(Column.OUTCOME);
    };
  }

  private Reason reason(Fields fields) throws UnreadableRow {
    String code = fields.text("code");
    PolicyId policy = fields.has("policy") ? new PolicyId(fields.text("policy")) : null;
    return new Reason(
        ReasonCode.find(code)
            .orElseThrow(() -> new UnreadableRow("`" + code + "` is no code of a reason")),
        policy,
        fields.text("text"));
  }

  /// The objects of a column of JSON arrays; none where it is absent.
  private List<Fields> objects(Column column) throws UnreadableRow, SyntaxException {
    List<Fields> objects = new ArrayList<>();
    if (row.has(column)) {
      if (!(json(column) instanceof Json.JsonArray array)) {
        throw new UnreadableRow("`" + column.title() + "` is no array");
      }
      for (Json element : array.elements()) {
        objects.add(new Fields(element, column.title()));
      }
    }
    return objects;
  }

  private Json json(Column column) throws SyntaxException {
    return JsonReader.read(new Source(column.title(), row.text(column)));
  }

  private DecisionInputs inputs() throws UnreadableRow, SyntaxException {
    Provenance provenance = provenance();
    return new DecisionInputs(
        mapped(provenance),
        provenance,
        instant(Column.NOW),
        new BundleDigest(row.text(Column.BUNDLE)),
        new EntityVersion(row.text(Column.ENTITIES_STORE), row.whole(Column.ENTITIES_SEQUENCE)),
        new EngineVersion(row.text(Column.ENGINE)),
        raw(provenance));
  }

  private Provenance provenance() throws UnreadableRow {
    return new Provenance(
        claim(Column.USER_STATUS, () -> row.text(Column.USER)),
        claim(Column.AGENT_STATUS, () -> row.text(Column.AGENT)),
        claim(Column.TASK_STATUS, () -> row.text(Column.TASK)),
        claim(Column.TOOLS_STATUS, () -> row.list(Column.TOOLS)),
        claim(Column.POSITION_STATUS, () -> row.whole(Column.POSITION)));
  }

  private <T> Claim<T> claim(Column status, Supplier<T> value) throws UnreadableRow {
    return switch (row.text(status)) {
      case "verified" -> Claim.verified(value.get());
      case "asserted" -> Claim.asserted(value.get());
      case "absent" -> Claim.absent();
      default -> throw unknown(status);
    };
  }

  private MappedRequest mapped(Provenance provenance) throws UnreadableRow, SyntaxException {
    EntityUid principal = uid(Column.PRINCIPAL_TYPE, Column.PRINCIPAL_ID);
    EntityUid action = uid(Column.ACTION_TYPE, Column.ACTION_ID);
    if (row.has(Column.REFUSED_CODE)) {
      return new MappedRequest.Refused(principal, action, refusal(), row.text(Column.REFUSED_TEXT));
    }
    List<EntityUid> resources = new ArrayList<>();
    for (String resource : row.list(Column.RESOURCES)) {
      resources.add(EntityUidParser.parse(resource));
    }
    return new MappedRequest.Mapped(principal, action, resources, context(provenance), overlay());
  }

  private EntityUid uid(Column type, Column id) {
    return EntityUid.of(row.text(type), row.text(id));
  }

  private MappedRequest.Refusal refusal() throws UnreadableRow {
    for (MappedRequest.Refusal refusal : MappedRequest.Refusal.values()) {
      if (RecordRows.code(refusal).equals(row.text(Column.REFUSED_CODE))) {
        return refusal;
      }
    }
    throw unknown(Column.REFUSED_CODE);
  }

  private RecordValue context(Provenance provenance) throws UnreadableRow, SyntaxException {
    Map<String, Value> fields = record(json(Column.CONTEXT)).fields();
    fields.put("now", new DatetimeValue(row.whole(Column.NOW)));
    fields.put("provenance", provenance.toValue());
    return RecordValue.of(fields);
  }

  private SortedMap<EntityUid, RecordValue> overlay() throws UnreadableRow, SyntaxException {
    SortedMap<EntityUid, RecordValue> overlay = new TreeMap<>();
    for (Fields entity : objects(Column.OVERLAY)) {
      Fields uid = entity.object("uid");
      overlay.put(EntityUid.of(uid.text("type"), uid.text("id")), record(entity.json("attrs")));
    }
    return overlay;
  }

  private static RecordValue record(Json json) throws UnreadableRow, SyntaxException {
    Source source = new Source("record", JsonWriter.compact(json));
    if (ValueJson.read(source) instanceof RecordValue fields) {
      return fields;
    }
    throw new UnreadableRow("a context or an attribute record is something else");
  }

  private RawRequest raw(Provenance provenance) throws UnreadableRow, SyntaxException {
    Fields raw = new Fields(json(Column.RAW), Column.RAW.title());
    String origin = row.text(Column.ORIGIN);
    if (raw.has("tool")) {
      return new RawRequest.ToolCall(
          origin, raw.text("agent"), raw.text("tool"), raw.json("arguments"), provenance);
    }
    return new RawRequest.Evaluation(
        origin,
        named(raw.object("subject")),
        named(raw.object("action")),
        named(raw.object("resource")),
        raw.json("context"),
        provenance);
  }

  private static RawRequest.Named named(Fields fields) throws UnreadableRow {
    return new RawRequest.Named(fields.text("type"), fields.text("id"), fields.json("properties"));
  }
}
