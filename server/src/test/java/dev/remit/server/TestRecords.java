package dev.remit.server;

import dev.remit.cedar.value.Name;
import dev.remit.pdp.bundle.BundleDigest;
import dev.remit.pdp.decision.Decision;
import dev.remit.pdp.decision.DecisionInputs;
import dev.remit.pdp.decision.EngineVersion;
import dev.remit.pdp.decision.EntityVersion;
import dev.remit.pdp.mapping.Mapping;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.pdp.request.Credential;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// Records that nobody asked for, of a request that no mapping knows.
public final class TestRecords {
  private TestRecords() {}

  /// Of emma, at the decision point `edge`.
  public static DecisionRecord of(UUID id, RecordKind kind, Decision decision) {
    return of(id, kind, decision, "emma");
  }

  /// Of a user of that name.
  public static DecisionRecord of(UUID id, RecordKind kind, Decision decision, String user) {
    RawRequest raw =
        new RawRequest.AccessReview(
            "",
            new RawRequest.Reviewed(user, "", List.of(), new TreeMap<>()),
            new RawRequest.PathAccess("get", "/"),
            Provenance.ABSENT);
    DecisionInputs inputs =
        new DecisionInputs(
            new Mapping(new Name("Agent"), Map.of()).map(raw),
            Provenance.ABSENT,
            Credential.absent(),
            Instant.EPOCH,
            new BundleDigest("sha256:" + "0".repeat(64)),
            new EntityVersion("s", 0),
            EngineVersion.CURRENT,
            raw);
    return new DecisionRecord(id, "default", Instant.EPOCH, kind, "edge", inputs, decision, 0);
  }
}
