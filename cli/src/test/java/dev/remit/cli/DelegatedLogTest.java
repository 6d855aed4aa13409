package dev.remit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.json.Json;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleFiles;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.pdp.decision.LiveContext;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.record.Decider;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Credential;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import dev.remit.store.bundle.BundleStore;
import dev.remit.store.data.DataFolder;
import dev.remit.store.log.Durability;
import dev.remit.store.log.LogSettings;
import dev.remit.store.log.SegmentedLog;
import dev.remit.testkit.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Decisions on agents that act for others, as people read them in the log.
final class DelegatedLogTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z"));

  @TempDir private Path folder;

  private Bundle bundle(BundleStore store) throws Exception {
    Path files = Files.createDirectories(folder.resolve("bundle"));
    Files.createDirectories(files.resolve("policies"));
    Files.writeString(files.resolve("remit.yaml"), "name: b\nowner: x\n");
    Files.writeString(
        files.resolve("schema.cedarschema"),
        """
        entity User, Agent, Doc;
        action read appliesTo { principal: [User, Agent], resource: Doc };
        """);
    Files.writeString(
        files.resolve("policies/all.cedar"),
        "@id(\"agents\") permit(principal is Agent, action, resource);");
    BundleFiles read = BundleReader.readFiles(files);
    store.keep(read);
    return BundleReader.read(files, read);
  }

  private DecisionRecord decide() throws Exception {
    try (DataFolder data = DataFolder.own(folder.resolve("data"));
        SegmentedLog log =
            SegmentedLog.open(
                data.log(), LogSettings.of(Durability.DURABLE), CLOCK, () -> new UUID(3, 4))) {
      Bundle bundle = bundle(new BundleStore(data.disk(), CLOCK));
      Provenance said =
          new Provenance(
              Claim.absent(),
              Claim.absent(),
              Claim.absent(),
              Claim.asserted("t-1"),
              Claim.asserted("triage"),
              Claim.absent(),
              Claim.absent(),
              Claim.absent(),
              Claim.asserted("0af7651916cd43dd8448eb211c80319c"));
      Provenance verified =
          Provenance.ABSENT
              .withDelegators(Claim.verified("alice"), Claim.verified(List.of("first")))
              .withAgent(Claim.verified("second"));
      RawRequest raw =
          new RawRequest.Evaluation(
              "r",
              new RawRequest.Named("Agent", "second", Json.object()),
              new RawRequest.Named("Action", "read", Json.object()),
              new RawRequest.Named("Doc", "d", Json.object()),
              Json.object(),
              said);
      DecisionRecord record =
          new Decider(
                  bundle,
                  Snapshot.of(bundle),
                  new Decider.Origin("default", RecordKind.DECISION, "test"),
                  new Decider.Sources(CLOCK, () -> 0, Seeds.random(7)))
              .decide(raw, LiveContext.of(Credential.absent(), verified));
      log.append(record);
      return record;
    }
  }

  @Test
  void whoSaysSoAndWhoLackedItAreShownAndReplayed() throws Exception {
    DecisionRecord record = decide();
    assertThat(record.decision().canonical()).isEqualTo("deny | no-permit@User::\"alice\" |  | ");
    String data = folder.resolve("data").toString();
    assertThat(Run.of("log", "show", record.id().toString(), "--data", data).out())
        .contains("because     for User::\"alice\": no-permit")
        .contains("for user    alice (verified)")
        .contains("through     first (verified)")
        .contains("by agent    second (verified)")
        .contains("in task     t-1 (asserted)")
        .contains("to the end  triage (asserted)")
        .contains("trace       0af7651916cd43dd8448eb211c80319c (asserted)")
        .contains("principal  User::\"alice\"");
    assertThat(Run.of("log", "replay", "--data", data).out())
        .startsWith("1 taken again: 1 the same");
    assertThat(
            Run.of(
                    "log",
                    "sql",
                    "SELECT delegation_chain, purpose, purpose_status FROM decisions",
                    "--csv",
                    "--data",
                    data)
                .out())
        .contains("first", "triage", "asserted");
    assertThat(Run.of("log", "export", "--format", "opa", "--data", data).out())
        .contains("\"chain\":[\"first\"]", "\"purpose\":\"triage\"", "\"trace_id\":\"0af7");
  }
}
