package dev.remit.pdp.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.explain.ExplanationPrinter;
import dev.remit.cedar.json.EntitiesJson;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.cedar.value.Value;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleFixture;
import dev.remit.pdp.freshness.AsOfTimes;
import dev.remit.pdp.freshness.StaleAttribute;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import dev.remit.pdp.search.Search;
import dev.remit.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FreshnessTest {
  private static final Instant AS_OF = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant LAST = AS_OF.plus(Duration.ofMinutes(10));
  private static final EntityVersion VERSION = new EntityVersion("s", 7);
  private static final EntityUid WORKLOAD = EntityUid.of("Workload", "w");

  private static final String ENTITIES =
      """
      [{"uid": {"type": "Workload", "id": "w"},
        "attrs": {"posture": "good", "quarantined": false, "tier": 3,
                  "peer": {"__entity": {"type": "Workload", "id": "peer"}}},
        "parents": [{"type": "Fleet", "id": "f"}]},
       {"uid": {"type": "Workload", "id": "peer"}, "attrs": {"posture": "good"}, "parents": []},
       {"uid": {"type": "Fleet", "id": "f"}, "attrs": {"frozen": false}, "parents": []}]
      """;

  @TempDir Path folder;

  private Bundle bundle(String freshness, String... policies) {
    return new BundleFixture(folder)
        .write("remit.yaml", "name: test\nowner: x\nfreshness: " + freshness + "\n")
        .write(
            "schema.cedarschema",
            """
            entity Fleet { frozen?: Bool };
            entity Workload in Fleet {
              posture?: String, quarantined?: Bool, tier?: Long, risk?: Long, peer?: Workload };
            action deploy appliesTo { principal: Workload, resource: Workload };
            """)
        .policies(policies)
        .read();
  }

  private static Snapshot snapshot() {
    try {
      return snapshot(EntitiesJson.read(new Source("test", ENTITIES)), AS_OF);
    } catch (SyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static Snapshot snapshot(Entities entities, Instant asOf) {
    List<EntityUid> uids = entities.all().stream().map(Entity::uid).toList();
    AsOfTimes times = AsOfTimes.NONE.with(new AsOfTimes.Mark(1, asOf), uids, List.of(), List.of());
    return new Snapshot(entities, times, VERSION);
  }

  private static RawRequest request(String properties) {
    return new RawRequest.Evaluation(
        "r",
        new RawRequest.Named("Workload", "w", json(properties)),
        new RawRequest.Named("Action", "deploy", json("{}")),
        new RawRequest.Named("Workload", "w", json("{}")),
        json("{}"),
        Provenance.ABSENT);
  }

  private static Json.JsonObject json(String text) {
    try {
      return (Json.JsonObject) JsonReader.read(new Source("test", text));
    } catch (SyntaxException e) {
      throw new AssertionError(text, e);
    }
  }

  private static Decision decide(Bundle bundle, Instant now) {
    return decide(bundle, now, "{}");
  }

  private static Decision decide(Bundle bundle, Instant now, String properties) {
    Snapshot snapshot = snapshot();
    DecisionInputs inputs = DecisionInputs.of(request(properties), now, bundle, snapshot);
    return Pdp.decide(inputs, bundle, snapshot);
  }

  private static List<String> codes(Decision decision) {
    return decision.reasons().stream().map(Reason::canonical).toList();
  }

  private static final String IF_GOOD =
      "@id(\"good\") permit(principal, action, resource)"
          + " when { principal has posture && principal.posture == \"good\" };";
  private static final String ALL = "@id(\"all\") permit(principal, action, resource);";
  private static final String QUARANTINE =
      "@id(\"quarantine\") forbid(principal, action, resource)"
          + " when { principal has quarantined && principal.quarantined };";

  @Test
  void anAttributeIsGoodAtItsMaximumAgeAndNotAMillisecondLater() {
    Bundle bundle = bundle("{Workload: {posture: 10m}}", IF_GOOD);
    assertThat(codes(decide(bundle, LAST))).containsExactly("permitted:good");
    assertThat(codes(decide(bundle, LAST.plusMillis(1))))
        .containsExactly("no-permit", "stale:good");
    assertThat(codes(decide(bundle, LAST.plusNanos(999_999)))).containsExactly("permitted:good");
  }

  @Test
  void aForbidThatReadsAStaleAttributeDenies() {
    Bundle bundle = bundle("{Workload: {quarantined: 10m}}", ALL, QUARANTINE);
    assertThat(codes(decide(bundle, LAST))).containsExactly("permitted:all");
    Decision denied = decide(bundle, LAST.plusMillis(1));
    assertThat(denied.reasons())
        .containsExactly(
            Reason.of(
                ReasonCode.STALE,
                new PolicyId("quarantine"),
                "the policy could not be evaluated: `quarantined` of `Workload::\"w\"` is stale:"
                    + " it was so at 2026-11-22T10:00:00Z, and may be 10m old"));
    assertThat(denied.errors()).extracting(EvaluationError::code).containsExactly("eval.withheld");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "permit(principal, action, resource) when { !(principal has quarantined) };",
        "permit(principal, action, resource) unless { principal has quarantined };",
        "permit(principal, action, resource)"
            + " when { if principal has quarantined then principal.quarantined else true };",
        "permit(principal, action, resource)"
            + " unless { principal has quarantined && principal.quarantined };"
      })
  void whatPermitsIfAnAttributeIsAbsentDoesNotPermitWhenItIsStale(String policy) {
    Bundle bundle = bundle("{Workload: {quarantined: 10m}}", "@id(\"p\") " + policy);
    assertThat(codes(decide(bundle, LAST.plusMillis(1)))).containsExactly("no-permit", "stale:p");
  }

  @Test
  void whatDoesNotReadAStaleAttributePermitsAsBefore() {
    Bundle bundle = bundle("{Workload: {posture: 10m}}", IF_GOOD, ALL);
    Decision decision = decide(bundle, LAST.plusMillis(1));
    assertThat(codes(decision)).containsExactly("permitted:all");
    assertThat(decision.errors()).extracting(EvaluationError::policy).containsExactly(id("good"));
  }

  private static PolicyId id(String id) {
    return new PolicyId(id);
  }

  @Test
  void whereItIsChosenAStaleAttributeIsAbsentAndNothingElse() {
    Bundle bundle =
        bundle("{Workload: {quarantined: {max-age: 10m, when-stale: absent}}}", ALL, QUARANTINE);
    Decision decision = decide(bundle, LAST.plusMillis(1));
    assertThat(codes(decision)).containsExactly("permitted:all");
    assertThat(decision.errors()).isEmpty();
  }

  @Test
  void attributesOfOtherEntitiesGrowOldToo() {
    Bundle bundle =
        bundle(
            "{Workload: {posture: 10m}}",
            "@id(\"p\") permit(principal, action, resource)"
                + " when { principal has peer.posture && principal.peer.posture == \"good\" };");
    assertThat(codes(decide(bundle, LAST))).containsExactly("permitted:p");
    Decision denied = decide(bundle, LAST.plusMillis(1));
    assertThat(codes(denied)).containsExactly("no-permit", "stale:p");
    assertThat(denied.reasons().getLast().text()).contains("`Workload::\"peer\"`");
  }

  @Test
  void aCallerNeverTakesThePlaceOfWhatIsStale() {
    for (String rule : List.of("10m", "{max-age: 10m, when-stale: absent}")) {
      Bundle bundle = bundle("{Workload: {posture: " + rule + "}}", IF_GOOD);
      assertThat(decide(bundle, LAST.plusMillis(1), "{\"posture\": \"good\"}").isPermit())
          .as(rule)
          .isFalse();
    }
  }

  @Test
  void whatACallerSaysOfAnEntityIsAsOfNow() {
    Bundle bundle =
        bundle(
            "{Workload: {risk: 1ms}}",
            "@id(\"p\") permit(principal, action, resource)"
                + " when { principal has risk && principal.risk < 3 };");
    Instant later = LAST.plus(Duration.ofDays(400));
    assertThat(codes(decide(bundle, later, "{\"risk\": 1}"))).containsExactly("permitted:p");
    assertThat(codes(decide(bundle, later, "{\"risk\": 4}"))).containsExactly("no-permit");
  }

  @Test
  void aStoredEntityOfUnknownAgeIsTooOld() {
    Bundle bundle = bundle("{Workload: {posture: 999999d}}", IF_GOOD);
    Snapshot without = new Snapshot(snapshot().entities(), VERSION);
    DecisionInputs inputs = DecisionInputs.of(request("{}"), LAST, bundle, without);
    Decision denied = Pdp.decide(inputs, bundle, without);
    assertThat(codes(denied)).containsExactly("no-permit", "stale:good");
    assertThat(denied.reasons().getLast().text()).contains("nothing says when it was so");
  }

  @Test
  void theInputsListWhatIsStaleOfPrincipalResourcesAndWhatTheyAreIn() {
    Bundle bundle =
        bundle("{Workload: {posture: 10m, tier: 20m, risk: 1s}, Fleet: {frozen: 1m}}", ALL);
    Snapshot snapshot = snapshot();
    assertThat(DecisionInputs.of(request("{}"), AS_OF, bundle, snapshot).stale()).isEmpty();
    List<StaleAttribute> stale =
        DecisionInputs.of(request("{}"), LAST.plusMillis(1), bundle, snapshot).stale();
    assertThat(stale)
        .extracting(StaleAttribute::entity, StaleAttribute::attribute)
        .containsExactly(tuple(WORKLOAD, "posture"), tuple(EntityUid.of("Fleet", "f"), "frozen"));
    assertThat(stale.getFirst().since()).isEqualTo(LAST);
  }

  @Test
  void anExplanationSaysWhatIsStale() {
    Bundle bundle = bundle("{Workload: {posture: 10m}}", IF_GOOD);
    Snapshot snapshot = snapshot();
    DecisionInputs inputs = DecisionInputs.of(request("{}"), LAST.plusMillis(1), bundle, snapshot);
    assertThat(ExplanationPrinter.print(Pdp.explain(inputs, bundle, snapshot).getFirst()))
        .contains("is stale: it was so at 2026-11-22T10:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"deny", "absent"})
  void aSearchFindsWhatAskingOneByOnePermits(String whenStale) {
    Bundle bundle =
        bundle(
            "{Workload: {posture: {max-age: 10m, when-stale: " + whenStale + "}, risk: 1s}}",
            IF_GOOD,
            "@id(\"r\") permit(principal, action, resource)"
                + " when { resource has risk && resource.risk < 3 };",
            "@id(\"n\") permit(principal, action, resource)"
                + " when { !(principal has posture) && principal has tier };");
    List<Entity> entities = new ArrayList<>();
    AsOfTimes times = AsOfTimes.NONE;
    for (int i = 0; i < 30; i++) {
      EntityUid uid = EntityUid.of("Workload", "w" + i);
      Map<String, Value> attributes = new HashMap<>();
      if (i % 3 != 0) {
        attributes.put("posture", new StringValue(i % 5 == 0 ? "bad" : "good"));
      }
      if (i % 2 == 0) {
        attributes.put("tier", new LongValue(i));
      }
      entities.add(new Entity(uid, RecordValue.of(attributes), Set.of(), RecordValue.EMPTY));
      times =
          times.with(
              new AsOfTimes.Mark(i + 1, AS_OF.plusMillis(i - 15)),
              List.of(uid),
              List.of(),
              List.of());
    }
    Snapshot snapshot = new Snapshot(Entities.of(entities), times, VERSION);
    int found = 0;
    for (String resource : List.of("{}", "{\"risk\": 1}")) {
      RawRequest.Evaluation template =
          new RawRequest.Evaluation(
              "r",
              new RawRequest.Named("Workload", "", json("{}")),
              new RawRequest.Named("Action", "deploy", json("{}")),
              new RawRequest.Named("Workload", "w1", json(resource)),
              json("{}"),
              Provenance.ABSENT);
      DecisionInputs inputs =
          DecisionInputs.of(
              new RawRequest.Search(RawRequest.Sought.SUBJECT, template, 0, 100),
              LAST,
              bundle,
              snapshot);
      List<String> searched =
          Search.of(inputs, bundle, snapshot).page(0, 100).found().stream()
              .map(one -> one.uid().id())
              .toList();
      List<String> asked = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        RawRequest one =
            new RawRequest.Evaluation(
                "r",
                new RawRequest.Named("Workload", "w" + i, json("{}")),
                template.action(),
                template.resource(),
                json("{}"),
                Provenance.ABSENT);
        if (Pdp.decide(DecisionInputs.of(one, LAST, bundle, snapshot), bundle, snapshot)
            .isPermit()) {
          asked.add("w" + i);
        }
      }
      assertThat(searched).containsExactlyInAnyOrderElementsOf(asked);
      found += asked.size();
    }
    assertThat(found).isBetween(31, 59);
  }

  private static final List<String> CONDITIONS =
      List.of(
          "principal has tier && principal.tier > 1",
          "!(principal has tier)",
          "principal has peer.tier && principal.peer.tier < 3",
          "resource has tier",
          "principal has risk && principal.risk < 2 || resource has risk",
          "principal has peer && principal.peer has risk",
          "true");

  /// Against entities from which what is stale was removed one by one.
  @Test
  void whatIsAbsentIsAsIfItWereRemoved() {
    RandomGenerator random = Seeds.random(Seeds.seed(20_261_201));
    int permitted = 0;
    for (int round = 0; round < 40; round++) {
      Bundle bundle =
          bundle(
              "{Workload: {tier: {max-age: 5ms, when-stale: absent},"
                  + " risk: {max-age: 9ms, when-stale: absent}}}",
              randomPolicies(random));
      Bundle plain = bundle("{}", policies(bundle));
      Snapshot snapshot = randomSnapshot(random);
      for (int i = 0; i < 12; i++) {
        Instant now = AS_OF.plusMillis(random.nextInt(25));
        DecisionInputs inputs = randomInputs(random, now, bundle, snapshot);
        Snapshot naive = new Snapshot(removed(snapshot, now), VERSION);
        assertThat(Pdp.decide(inputs, bundle, snapshot))
            .isEqualTo(Pdp.decide(inputs, plain, naive));
        permitted += Pdp.decide(inputs, bundle, snapshot).isPermit() ? 1 : 0;
      }
    }
    assertThat(permitted).isBetween(50, 430);
  }

  /// Whatever the attributes are by now: what is permitted while they are stale still is.
  @Test
  void noPermitDependsOnAStaleValue() {
    RandomGenerator random = Seeds.random(Seeds.seed(20_261_202));
    int permitted = 0;
    int changed = 0;
    for (int round = 0; round < 40; round++) {
      Bundle bundle = bundle("{Workload: {tier: 5ms, risk: 9ms}}", randomPolicies(random));
      Bundle plain = bundle("{}", policies(bundle));
      Snapshot snapshot = randomSnapshot(random);
      for (int i = 0; i < 12; i++) {
        Instant now = AS_OF.plusMillis(random.nextInt(25));
        DecisionInputs inputs = randomInputs(random, now, bundle, snapshot);
        boolean permit = Pdp.decide(inputs, bundle, snapshot).isPermit();
        permitted += permit ? 1 : 0;
        for (int k = 0; k < 6; k++) {
          Snapshot other = new Snapshot(substituted(snapshot, now, random), VERSION);
          boolean then = Pdp.decide(inputs, plain, other).isPermit();
          assertThat(then || !permit).as("round %d: %s", round, inputs).isTrue();
          changed += then == permit ? 0 : 1;
        }
      }
    }
    assertThat(permitted).isBetween(50, 430);
    assertThat(changed).isPositive();
  }

  private static String[] randomPolicies(RandomGenerator random) {
    return IntStream.range(0, 1 + random.nextInt(4))
        .mapToObj(i ->
            "@id(\"p%d\") %s(principal, action, resource) when { %s };"
                .formatted(
                    i,
                    i > 0 && random.nextInt(3) == 0 ? "forbid" : "permit",
                    CONDITIONS.get(random.nextInt(CONDITIONS.size()))))
        .toArray(String[]::new);
  }

  private String[] policies(Bundle bundle) {
    try {
      return new String[] {Files.readString(folder.resolve("policies/all.cedar"))};
    } catch (IOException e) {
      throw new AssertionError(bundle.toString(), e);
    }
  }

  private static Snapshot randomSnapshot(RandomGenerator random) {
    List<Entity> entities = new ArrayList<>();
    AsOfTimes times = AsOfTimes.NONE;
    for (int i = 0; i < 6; i++) {
      EntityUid uid = EntityUid.of("Workload", Integer.toString(i));
      Map<String, Value> attributes = new HashMap<>();
      for (String name : List.of("tier", "risk")) {
        if (random.nextInt(4) > 0) {
          attributes.put(name, new LongValue(random.nextInt(5)));
        }
      }
      attributes.put("peer", EntityUid.of("Workload", Integer.toString(random.nextInt(6))));
      entities.add(new Entity(uid, RecordValue.of(attributes), Set.of(), RecordValue.EMPTY));
      AsOfTimes.Mark mark = new AsOfTimes.Mark(i + 1, AS_OF.plusMillis(random.nextInt(12)));
      times = times.with(mark, List.of(uid), List.of(), List.of());
    }
    return new Snapshot(Entities.of(entities), times, VERSION);
  }

  private static DecisionInputs randomInputs(
      RandomGenerator random, Instant now, Bundle bundle, Snapshot snapshot) {
    return DecisionInputs.of(
        new RawRequest.Evaluation(
            "r",
            new RawRequest.Named("Workload", Integer.toString(random.nextInt(7)), json("{}")),
            new RawRequest.Named("Action", "deploy", json("{}")),
            new RawRequest.Named("Workload", Integer.toString(random.nextInt(7)), json("{}")),
            json("{}"),
            Provenance.ABSENT),
        now,
        bundle,
        snapshot);
  }

  private static boolean isStale(Snapshot snapshot, EntityUid uid, String name, Instant now) {
    Instant asOf = snapshot.times().find(uid);
    long age = asOf == null ? Long.MAX_VALUE : Duration.between(asOf, now).toMillis();
    return name.equals("tier") ? age > 5 : name.equals("risk") && age > 9;
  }

  private static Entities removed(Snapshot snapshot, Instant now) {
    return changed(snapshot, now, (attributes, name) -> attributes.remove(name));
  }

  private static Entities substituted(Snapshot snapshot, Instant now, RandomGenerator random) {
    return changed(
        snapshot,
        now,
        (attributes, name) -> {
          if (random.nextInt(3) == 0) {
            attributes.remove(name);
          } else {
            attributes.put(name, new LongValue(random.nextInt(5)));
          }
        });
  }

  private interface Changing {
    void change(Map<String, Value> attributes, String name);
  }

  private static Entities changed(Snapshot snapshot, Instant now, Changing changing) {
    List<Entity> entities = new ArrayList<>();
    for (Entity entity : snapshot.entities().all()) {
      Map<String, Value> attributes = entity.attributes().fields();
      for (String name : entity.attributes().names()) {
        if (isStale(snapshot, entity.uid(), name, now)) {
          changing.change(attributes, name);
        }
      }
      entities.add(
          new Entity(entity.uid(), RecordValue.of(attributes), entity.parents(), entity.tags()));
    }
    return Entities.of(entities);
  }
}
