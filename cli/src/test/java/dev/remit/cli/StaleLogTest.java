package dev.remit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.json.EntitiesJson;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.value.Name;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleFiles;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.record.Decider;
import dev.remit.pdp.record.DecisionPath;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import dev.remit.store.bundle.BundleStore;
import dev.remit.store.data.DataFolder;
import dev.remit.store.entity.Edit;
import dev.remit.store.entity.EntityHistory;
import dev.remit.store.log.Durability;
import dev.remit.store.log.LogSettings;
import dev.remit.store.log.SegmentedLog;
import dev.remit.testkit.LiveFolder;
import dev.remit.testkit.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Decisions before and after an attribute became stale, out of sealed parts of the log.
final class StaleLogTest {
  private static final String WORKLOAD =
      """
      [{"uid": {"type": "Workload", "id": "w"},
        "attrs": {"posture": "good", "quarantined": false}, "parents": []}]
      """;

  @TempDir Path folder;
  private Instant now = Instant.parse("2026-11-20T10:00:00Z");

  private Bundle bundle(BundleStore store) throws Exception {
    Path files = folder.resolve("bundle");
    Files.createDirectories(files.resolve("policies"));
    Files.writeString(
        files.resolve("remit.yaml"),
        """
        name: fresh
        owner: x
        freshness:
          Workload: {quarantined: 10m, posture: {max-age: 20m, when-stale: absent}}
        """);
    Files.writeString(
        files.resolve("schema.cedarschema"),
        """
        entity Workload { posture?: String, quarantined?: Bool };
        action deploy appliesTo { principal: Workload, resource: Workload };
        """);
    Files.writeString(
        files.resolve("policies/all.cedar"),
        """
        @id("good") permit(principal, action, resource)
          when { principal has posture && principal.posture == "good" };
        @id("quarantine") forbid(principal, action, resource)
          when { principal has quarantined && principal.quarantined };
        """);
    BundleFiles read = BundleReader.readFiles(files);
    store.keep(read);
    return BundleReader.read(files, read);
  }

  private static RawRequest request() throws Exception {
    RawRequest.Named workload =
        new RawRequest.Named(
            "Workload", "w", (Json.JsonObject) JsonReader.read(new Source("", "{}")));
    RawRequest.Named action = new RawRequest.Named("Action", "deploy", workload.properties());
    return new RawRequest.Evaluation(
        "r", workload, action, workload, workload.properties(), Provenance.ABSENT);
  }

  /// A permit, a denial by a stale forbid, another with the permit's attribute absent too, and a
  /// permit after a confirmation, a day between the second and the third.
  private List<DecisionRecord> decide() throws Exception {
    InstantSource clock = () -> now;
    List<DecisionRecord> records = new ArrayList<>();
    try (DataFolder data = DataFolder.own(folder.resolve("data"));
        EntityHistory history =
            EntityHistory.open(data.disk(), "s", clock, EntityHistory.Referred.NEVER);
        SegmentedLog log =
            SegmentedLog.open(
                data.log(),
                new LogSettings(Durability.DURABLE, 1, Duration.ofSeconds(5)),
                clock,
                () -> new UUID(3, 4))) {
      Bundle bundle = bundle(new BundleStore(data.disk(), clock));
      List<Entity> entities = EntitiesJson.readList(new Source("test", WORKLOAD));
      history.append("test", entities, List.of());
      now = now.plus(Duration.ofMinutes(10));
      records.add(decide(bundle, history.current(), log));
      now = now.plusMillis(1);
      records.add(decide(bundle, history.current(), log));
      now = now.plus(Duration.ofDays(1));
      records.add(decide(bundle, history.current(), log));
      history.append("test", new Edit(List.of(), List.of(), null, List.of(new Name("Workload"))));
      records.add(decide(bundle, history.current(), log));
      while (LiveFolder.count(folder.resolve("data/log/parts"), ".parquet") < 3) {
        Thread.onSpinWait(); // The log seals on a thread of its own.
      }
    }
    return records;
  }

  private DecisionRecord decide(Bundle bundle, Snapshot snapshot, SegmentedLog log)
      throws Exception {
    Decider decider =
        new Decider(
            bundle,
            snapshot,
            new Decider.Origin("default", RecordKind.DECISION, "test"),
            new Decider.Sources(() -> now, () -> 0, Seeds.random(now.toEpochMilli())));
    return new DecisionPath(decider, log).answer(request());
  }

  @Test
  @Timeout(60)
  void aReplayComesOutTheSameBeforeAndAfterAnAttributeIsStale() throws Exception {
    List<DecisionRecord> records = decide();
    assertThat(records)
        .extracting(record -> record.decision().canonical())
        .containsExactly(
            "permit | permitted:good |  | ",
            "deny | stale:quarantine | quarantine:eval.withheld | ",
            "deny | stale:quarantine | quarantine:eval.withheld | ",
            "permit | permitted:good |  | ");
    assertThat(records)
        .extracting(record -> record.inputs().stale().size())
        .containsExactly(0, 1, 2, 0);
    Run replay = Run.of("log", "replay", "--data", folder.resolve("data").toString());
    assertThat(replay.out()).startsWith("4 taken again: 4 the same");
    assertThat(replay.code()).isZero();
    Run shown =
        Run.of(
            "log",
            "show",
            records.get(2).id().toString(),
            "--data",
            folder.resolve("data").toString());
    assertThat(shown.out())
        .contains(
            "stale       `posture` of `Workload::\"w\"` is stale: it was so at"
                + " 2026-11-20T10:00:00Z, and may be 20m old (absent)")
        .contains(
            "stale       `quarantined` of `Workload::\"w\"` is stale: it was so at"
                + " 2026-11-20T10:00:00Z, and may be 10m old (deny)")
        .contains("because     stale by `quarantine`");
  }
}
