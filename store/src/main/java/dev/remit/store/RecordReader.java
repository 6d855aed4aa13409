package dev.remit.store;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.JsonReader;
import dev.remit.pdp.decision.Decision;
import dev.remit.pdp.decision.EvaluationError;
import dev.remit.pdp.decision.Reason;
import dev.remit.pdp.ledger.TaskChange;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.pdp.record.ResourceFacts;
import dev.remit.store.row.Fields;
import dev.remit.store.row.RecordJson;
import dev.remit.store.row.UnreadableRecord;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;

/// Reads back what [RecordWriter] wrote.
final class RecordReader {
  private RecordReader() {}

  static DecisionRecord read(String line) throws UnreadableRecord {
    try {
      return record(new Fields(JsonReader.read(new Source("record", line)), ""));
    } catch (SyntaxException e) {
      throw new UnreadableRecord(e.diagnostics().getFirst().message());
    } catch (IllegalArgumentException e) {
      throw new UnreadableRecord("it contradicts itself: " + e.getMessage());
    }
  }

  private static DecisionRecord record(Fields fields) throws UnreadableRecord {
    long version = fields.whole("v");
    if (version != RecordWriter.SCHEMA_VERSION) {
      throw new UnreadableRecord("schema version " + version + " is not known here");
    }
    String kind = fields.text("kind");
    return new DecisionRecord(
        UUID.fromString(fields.text("id")),
        fields.text("tenant"),
        instant(fields, "time"),
        RecordKind.find(kind).orElseThrow(() -> fields.unreadable("kind", kind)),
        fields.text("point"),
        InputsReader.read(fields),
        decision(fields),
        fields.whole("latencyNanos"),
        TaskChange.NONE,
        resource(fields));
  }

  private static ResourceFacts resource(Fields fields) throws UnreadableRecord {
    if (!fields.has("resource")) {
      return ResourceFacts.NONE;
    }
    Fields resource = fields.object("resource");
    return new ResourceFacts(resource.text("owner"), resource.text("classification"));
  }

  static Instant instant(Fields fields, String name) throws UnreadableRecord {
    String text = fields.text(name);
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw fields.unreadable(name, text);
    }
  }

  private static Decision decision(Fields fields) throws UnreadableRecord {
    List<Reason> reasons = fields.objects("reasons", RecordJson::reason);
    List<EvaluationError> errors = fields.objects("errors", RecordJson::error);
    String outcome = fields.text("outcome");
    return switch (outcome) {
      case "permit" -> new Decision.Permit(reasons, errors, fields.texts("obligations"));
      case "deny" -> new Decision.Deny(reasons, errors);
      default -> throw fields.unreadable("outcome", outcome);
    };
  }
}
