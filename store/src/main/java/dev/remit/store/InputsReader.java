package dev.remit.store;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.json.ValueJson;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.RecordValue;
import dev.remit.pdp.bundle.BundleDigest;
import dev.remit.pdp.decision.DecisionInputs;
import dev.remit.pdp.decision.EngineVersion;
import dev.remit.pdp.decision.EntityVersion;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.MappedRequest;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads the inputs of a decision from its record, as they were evaluated.
final class InputsReader {
  private InputsReader() {}

  static DecisionInputs read(Fields record) throws UnreadableRecord {
    Fields inputs = record.object("inputs");
    Fields entities = inputs.object("entities");
    Provenance provenance = provenance(inputs.object("provenance"));
    return new DecisionInputs(
        mapped(record, inputs),
        provenance,
        RecordReader.instant(inputs, "now"),
        new BundleDigest(inputs.text("bundle")),
        new EntityVersion(entities.text("store"), entities.whole("sequence")),
        new EngineVersion(inputs.text("engine")),
        raw(inputs.object("raw"), provenance));
  }

  private static MappedRequest mapped(Fields record, Fields inputs) throws UnreadableRecord {
    EntityUid principal = RecordReader.uid(record.object("principal"));
    EntityUid action = RecordReader.uid(record.object("action"));
    if (inputs.has("refused")) {
      Fields refused = inputs.object("refused");
      return new MappedRequest.Refused(principal, action, refusal(refused), refused.text("text"));
    }
    return new MappedRequest.Mapped(
        principal,
        action,
        record.objects("resources", RecordReader::uid),
        value(inputs.json("context")),
        overlay(inputs));
  }

  private static MappedRequest.Refusal refusal(Fields refused) throws UnreadableRecord {
    String code = refused.text("code");
    for (MappedRequest.Refusal refusal : MappedRequest.Refusal.values()) {
      if (RecordWriter.code(refusal).equals(code)) {
        return refusal;
      }
    }
    throw refused.unreadable("code", code);
  }

  private static SortedMap<EntityUid, RecordValue> overlay(Fields inputs) throws UnreadableRecord {
    SortedMap<EntityUid, RecordValue> overlay = new TreeMap<>();
    inputs.objects(
        "overlay",
        entity -> overlay.put(RecordReader.uid(entity.object("uid")), value(entity.json("attrs"))));
    return overlay;
  }

  private static RecordValue value(Json.JsonObject json) throws UnreadableRecord {
    try {
      Source source = new Source("record", JsonWriter.compact(json));
      if (ValueJson.read(source) instanceof RecordValue fields) {
        return fields;
      }
    } catch (SyntaxException e) {
      throw new UnreadableRecord(e.diagnostics().getFirst().message());
    }
    throw new UnreadableRecord("a context or an attribute record is something else");
  }

  private static Provenance provenance(Fields fields) throws UnreadableRecord {
    return new Provenance(
        claim(fields.object("user"), claim -> claim.text("value")),
        claim(fields.object("agent"), claim -> claim.text("value")),
        claim(fields.object("task"), claim -> claim.text("value")),
        claim(fields.object("tools"), claim -> List.copyOf(claim.texts("value"))),
        claim(fields.object("position"), claim -> claim.whole("value")));
  }

  private static <T> Claim<T> claim(Fields fields, Fields.FieldsReader<T> value)
      throws UnreadableRecord {
    String status = fields.text("status");
    return switch (status) {
      case "verified" -> Claim.verified(value.read(fields));
      case "asserted" -> Claim.asserted(value.read(fields));
      case "absent" -> Claim.absent();
      default -> throw fields.unreadable("status", status);
    };
  }

  private static RawRequest raw(Fields raw, Provenance provenance) throws UnreadableRecord {
    if (raw.has("tool")) {
      return new RawRequest.ToolCall(
          raw.text("origin"),
          raw.text("agent"),
          raw.text("tool"),
          raw.json("arguments"),
          provenance);
    }
    return new RawRequest.Evaluation(
        raw.text("origin"),
        named(raw.object("subject")),
        named(raw.object("action")),
        named(raw.object("resource")),
        raw.json("context"),
        provenance);
  }

  private static RawRequest.Named named(Fields fields) throws UnreadableRecord {
    return new RawRequest.Named(fields.text("type"), fields.text("id"), fields.json("properties"));
  }
}
