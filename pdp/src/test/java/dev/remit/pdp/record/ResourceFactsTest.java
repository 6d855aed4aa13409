package dev.remit.pdp.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleFixture;
import dev.remit.pdp.decision.EntityVersion;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import dev.remit.testkit.Seeds;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResourceFactsTest {
  @TempDir Path folder;

  private ResourceFacts known(String manifest, RecordValue attributes, String bucket) {
    Bundle bundle =
        new BundleFixture(folder)
            .write("remit.yaml", "name: shop\nowner: shop@harbour.example\n" + manifest)
            .policies("@id(\"p\") permit(principal, action, resource);")
            .read();
    Entity logs =
        new Entity(EntityUid.of("Bucket", "logs"), attributes, Set.of(), RecordValue.EMPTY);
    RawRequest request =
        new RawRequest.Evaluation(
            "t:1",
            new RawRequest.Named("User", "ada", Json.object()),
            new RawRequest.Named("Action", "read", Json.object()),
            new RawRequest.Named(
                "Bucket", bucket, Json.object(Member.of("owner", Json.string("who asks")))),
            Json.object(),
            Provenance.ABSENT);
    return new Decider(
            bundle,
            new Snapshot(Entities.of(List.of(logs)), EntityVersion.BUNDLE),
            new Decider.Origin("t1", RecordKind.DECISION, "test"),
            new Decider.Sources(InstantSource.fixed(Instant.EPOCH), () -> 0, Seeds.random(7)))
        .decide(request)
        .resource();
  }

  private static StringValue text(String text) {
    return new StringValue(text);
  }

  @Test
  void aRecordSaysWhoTheEntitiesSayAnswersForTheResource() {
    RecordValue attributes =
        RecordValue.of(
            Map.of("owner", EntityUid.of("Team", "pay"), "classification", text("internal")));
    assertThat(known("", attributes, "logs"))
        .isEqualTo(new ResourceFacts("Team::\"pay\"", "internal"));
  }

  @Test
  void whatTheCallerSaysOfAResourceIsNot() {
    assertThat(known("", RecordValue.EMPTY, "logs")).isEqualTo(ResourceFacts.NONE);
    assertThat(known("", RecordValue.EMPTY, "unknown")).isEqualTo(ResourceFacts.NONE);
  }

  @Test
  void aBundleNamesTheAttributes() {
    RecordValue attributes =
        RecordValue.of(
            Map.of("owner", text("nobody"), "team", text("pay"), "level", new LongValue(3)));
    assertThat(known("resources: {owner: team, classification: level}\n", attributes, "logs"))
        .isEqualTo(new ResourceFacts("pay", ""));
  }

  @Test
  void aTextThatIsNoNameIsLeftOut() {
    String longest = "x".repeat(ResourceFacts.CHARS_MAX);
    RecordValue attributes =
        RecordValue.of(Map.of("owner", text(longest), "classification", text(longest + "x")));
    assertThat(known("", attributes, "logs")).isEqualTo(new ResourceFacts(longest, ""));
  }
}
