package dev.remit.store;

import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.bundle.BundleDigest;
import dev.remit.pdp.decision.DecisionInputs;
import dev.remit.pdp.decision.EngineVersion;
import dev.remit.pdp.decision.EntityVersion;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Credential;
import dev.remit.pdp.request.MappedRequest;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.sensitive.EncryptedFields;
import dev.remit.store.row.Fields;
import dev.remit.store.row.RecordJson;
import dev.remit.store.row.UnreadableRecord;
import java.util.List;

/// Reads the inputs of a decision from its record, as they were evaluated.
final class InputsReader {
  private InputsReader() {}

  static DecisionInputs read(Fields record) throws UnreadableRecord {
    Fields inputs = record.object("inputs");
    Fields entities = inputs.object("entities");
    Provenance provenance = provenance(inputs.object("provenance"));
    Fields raw = inputs.object("raw");
    return new DecisionInputs(
        mapped(record, inputs),
        provenance,
        inputs.has("credential")
            ? RecordJson.credential(inputs.object("credential"))
            : Credential.absent(),
        RecordReader.instant(inputs, "now"),
        new BundleDigest(inputs.text("bundle")),
        new EntityVersion(entities.text("store"), entities.whole("sequence")),
        new EngineVersion(inputs.text("engine")),
        RecordJson.raw(raw, raw.text("origin"), provenance),
        EncryptedFields.NONE,
        RecordJson.stale(raw));
  }

  private static MappedRequest mapped(Fields record, Fields inputs) throws UnreadableRecord {
    EntityUid principal = RecordJson.uid(record.object("principal"));
    EntityUid action = RecordJson.uid(record.object("action"));
    if (inputs.has("refused")) {
      Fields refused = inputs.object("refused");
      return new MappedRequest.Refused(principal, action, refusal(refused), refused.text("text"));
    }
    return new MappedRequest.Mapped(
        principal,
        action,
        record.objects("resources", RecordJson::uid),
        RecordJson.value(inputs.json("context")),
        RecordJson.overlay(inputs.objects("overlay", entity -> entity)));
  }

  private static MappedRequest.Refusal refusal(Fields refused) throws UnreadableRecord {
    String code = refused.text("code");
    return RecordJson.refusal(code, refused.unreadable("code", code));
  }

  private static Provenance provenance(Fields fields) throws UnreadableRecord {
    return new Provenance(
        claim(fields.object("user"), claim -> claim.text("value")),
        laterClaim(fields, "chain", claim -> List.copyOf(claim.texts("value"))),
        claim(fields.object("agent"), claim -> claim.text("value")),
        claim(fields.object("task"), claim -> claim.text("value")),
        laterClaim(fields, "purpose", claim -> claim.text("value")),
        claim(fields.object("tools"), claim -> List.copyOf(claim.texts("value"))),
        claim(fields.object("position"), claim -> claim.whole("value")),
        laterClaim(fields, "prompt", claim -> claim.text("value")),
        laterClaim(fields, "trace", claim -> claim.text("value")));
  }

  /// Of a field that records of before are without.
  private static <T> Claim<T> laterClaim(
      Fields provenance, String name, Fields.FieldsReader<T> value) throws UnreadableRecord {
    return provenance.has(name) ? claim(provenance.object(name), value) : Claim.absent();
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
}
