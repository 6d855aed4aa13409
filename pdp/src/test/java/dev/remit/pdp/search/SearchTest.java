package dev.remit.pdp.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.value.BoolValue;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.Value;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleFixture;
import dev.remit.pdp.decision.Decision;
import dev.remit.pdp.decision.DecisionInputs;
import dev.remit.pdp.decision.EntityVersion;
import dev.remit.pdp.decision.Pdp;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import dev.remit.pdp.request.RawRequest.Named;
import dev.remit.pdp.request.RawRequest.Sought;
import dev.remit.pdp.search.SearchPage.Found;
import dev.remit.testkit.Seeds;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SearchTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  /// One type for both ends, so that what is said of one may be said of the other.
  private static final String SCHEMA =
      """
      entity T in [T] { level?: Long, open?: Bool };
      action read, write in [change] appliesTo { principal: T, resource: T };
      action delete appliesTo { principal: T, resource: T };
      action change;
      """;

  private static final List<String> POLICIES =
      List.of(
          "@id(\"p1\") permit(principal in T::\"1\", action, resource);",
          "@id(\"p2\") @obligation(\"log\") permit(principal, action, resource)"
              + " when { principal has level && principal.level > 3 };",
          "@id(\"p3\") permit(principal, action == Action::\"read\", resource)"
              + " when { resource.open };",
          "@id(\"p4\") permit(principal, action in Action::\"change\", resource in T::\"2\");",
          "@id(\"p5\") permit(principal == T::\"3\", action == Action::\"unlisted\", resource);",
          "@id(\"p6\") @obligation(\"tell\") permit(principal, action, resource)"
              + " when { context has deep && context.deep && principal != resource };",
          "@id(\"f1\") forbid(principal, action, resource in T::\"4\");",
          "@id(\"f2\") forbid(principal, action == Action::\"write\", resource)"
              + " when { resource.level < 2 };",
          "@id(\"f3\") forbid(principal, action, resource) when { action has soft && action.soft };");

  @TempDir private Path folder;

  private static Json.JsonObject json(String text) {
    try {
      return (Json.JsonObject) JsonReader.read(new Source("test", text));
    } catch (SyntaxException e) {
      throw new AssertionError(text, e);
    }
  }

  private Bundle bundle(List<String> policies) {
    return new BundleFixture(folder)
        .write("schema.cedarschema", SCHEMA)
        .policies(policies.toArray(String[]::new))
        .read();
  }

  private static Snapshot snapshot(Bundle bundle, RandomGenerator random) {
    List<Entity> entities = new ArrayList<>(bundle.entities().all());
    for (int i = 0; i < 12; i++) {
      if (random.nextInt(4) > 0) {
        entities.add(entity(i, random));
      }
    }
    return new Snapshot(Entities.of(entities), new EntityVersion("s", 1));
  }

  private static Entity entity(int number, RandomGenerator random) {
    Map<String, Value> attributes = new TreeMap<>();
    if (random.nextBoolean()) {
      attributes.put("level", new LongValue(random.nextInt(6)));
    }
    if (random.nextBoolean()) {
      attributes.put("open", BoolValue.of(random.nextBoolean()));
    }
    Set<EntityUid> parents =
        number > 4 && random.nextBoolean()
            ? Set.of(EntityUid.of("T", Integer.toString(random.nextInt(5))))
            : Set.of();
    return new Entity(
        EntityUid.of("T", Integer.toString(number)),
        RecordValue.of(attributes),
        parents,
        RecordValue.EMPTY);
  }

  private static Json.JsonObject properties(RandomGenerator random) {
    return json(
        switch (random.nextInt(4)) {
          case 0 -> "{\"level\":5}";
          case 1 -> "{\"level\":1,\"open\":true}";
          default -> "{}";
        });
  }

  private static Named named(RandomGenerator random) {
    return new Named("T", Integer.toString(random.nextInt(14)), properties(random));
  }

  private static RawRequest.Evaluation template(Sought sought, RandomGenerator random) {
    Named open = new Named("T", "", properties(random));
    List<String> actions = List.of("read", "write", "delete", "unlisted");
    return new RawRequest.Evaluation(
        "r",
        sought == Sought.SUBJECT ? open : named(random),
        sought == Sought.ACTION
            ? new Named("Action", "", json("{}"))
            : new Named(
                "Action",
                actions.get(random.nextInt(4)),
                json(random.nextInt(5) == 0 ? "{\"soft\":true}" : "{}")),
        sought == Sought.RESOURCE ? open : named(random),
        json(
            switch (random.nextInt(6)) {
              case 0 -> "{\"deep\":true}";
              case 1 -> "{\"now\":1}";
              default -> "{}";
            }),
        Provenance.ABSENT);
  }

  private static RawRequest.Evaluation filled(
      Sought sought, RawRequest.Evaluation template, String id) {
    Named open = sought.of(template);
    Named named = new Named(open.type(), id, open.properties());
    return new RawRequest.Evaluation(
        template.origin(),
        sought == Sought.SUBJECT ? named : template.subject(),
        sought == Sought.ACTION ? named : template.action(),
        sought == Sought.RESOURCE ? named : template.resource(),
        template.context(),
        template.provenance());
  }

  private static Search search(
      Sought sought, RawRequest.Evaluation template, Bundle bundle, Snapshot snapshot) {
    RawRequest raw = new RawRequest.Search(sought, template, 0, 1000);
    return Search.of(DecisionInputs.of(raw, NOW, bundle, snapshot), bundle, snapshot);
  }

  /// What is permitted, asked one by one as anybody would.
  private static List<Found> oneByOne(
      Sought sought, RawRequest.Evaluation template, Bundle bundle, Snapshot snapshot) {
    Stream<String> candidates =
        sought == Sought.ACTION
            ? Stream.of("delete", "read", "unlisted", "write")
            : snapshot.entities().all().stream()
                .map(Entity::uid)
                .filter(uid -> uid.type().value().equals("T"))
                .map(EntityUid::id)
                .sorted();
    List<Found> found = new ArrayList<>();
    candidates.forEach(id -> {
      DecisionInputs inputs =
          DecisionInputs.of(filled(sought, template, id), NOW, bundle, snapshot);
      if (Pdp.decide(inputs, bundle, snapshot) instanceof Decision.Permit permit) {
        found.add(new Found(EntityUid.of(sought.of(template).type(), id), permit.obligations()));
      }
    });
    return found;
  }

  @Test
  void findsWhatAskingOneByOneFindsInPagesOfAnySize() {
    RandomGenerator random = Seeds.random(Seeds.seed(4));
    int some = 0;
    for (int world = 0; world < 40; world++) {
      List<String> policies = new ArrayList<>();
      policies.add(POLICIES.get(4)); // which alone names an action that the schema does not
      POLICIES.stream().filter(_ -> random.nextInt(3) > 0).forEach(policies::add);
      Bundle bundle = bundle(policies.stream().distinct().toList());
      Snapshot snapshot = snapshot(bundle, random);
      for (int i = 0; i < 50; i++) {
        Sought sought = List.of(Sought.values()).get(i % 3);
        RawRequest.Evaluation template = template(sought, random);
        Search search = search(sought, template, bundle, snapshot);
        List<Found> expected = oneByOne(sought, template, bundle, snapshot);
        assertThat(search.page(0, 1000).found()).as(template.toString()).isEqualTo(expected);
        assertThat(search.page(0, 1000).total()).hasValue(expected.size());
        assertThat(paged(search, 1 + random.nextInt(4))).isEqualTo(expected);
        some += expected.isEmpty() ? 0 : 1;
      }
    }
    assertThat(some).as("searches that find something").isGreaterThan(200);
  }

  private static List<Found> paged(Search search, int limit) {
    List<Found> found = new ArrayList<>();
    OptionalInt from = OptionalInt.of(0);
    while (from.isPresent()) {
      SearchPage page = search.page(from.getAsInt(), limit);
      assertThat(page.found().size()).isLessThanOrEqualTo(limit);
      assertThat(page.next().isEmpty() || page.found().size() == limit).isTrue();
      found.addAll(page.found());
      from = page.next();
    }
    return found;
  }

  @Test
  void groupsOfActionsAreNotFound() {
    Bundle bundle = bundle(List.of("@id(\"all\") permit(principal, action, resource);"));
    RawRequest.Evaluation template =
        new RawRequest.Evaluation(
            "r",
            new Named("T", "1", json("{}")),
            new Named("Action", "", json("{}")),
            new Named("T", "2", json("{}")),
            json("{}"),
            Provenance.ABSENT);
    assertThat(
            search(Sought.ACTION, template, bundle, Snapshot.of(bundle)).page(0, 9).found().stream()
                .map(found -> found.uid().id()))
        .containsExactly("delete", "read", "write");
  }

  @Test
  void aPageEndsWhereAsManyCandidatesWereAskedAsOnePageMay() {
    Bundle bundle =
        bundle(List.of("@id(\"last\") permit(principal == T::\"9999999\", action, resource);"));
    List<Entity> entities = new ArrayList<>();
    IntStream.range(0, Search.ASKED_MAX)
        .forEach(i ->
            entities.add(
                new Entity(
                    EntityUid.of("T", Integer.toString(i)),
                    RecordValue.EMPTY,
                    Set.of(),
                    RecordValue.EMPTY)));
    RawRequest.Evaluation template =
        new RawRequest.Evaluation(
            "r",
            new Named("T", "", json("{}")),
            new Named("Action", "read", json("{}")),
            new Named("T", "2", json("{}")),
            json("{}"),
            Provenance.ABSENT);
    Snapshot just = new Snapshot(Entities.of(entities), new EntityVersion("s", 1));
    SearchPage whole = search(Sought.SUBJECT, template, bundle, just).page(0, 5);
    assertThat(whole.next()).isEmpty();
    assertThat(whole.total()).hasValue(0);
    entities.add(
        new Entity(EntityUid.of("T", "9999999"), RecordValue.EMPTY, Set.of(), RecordValue.EMPTY));
    Search search =
        search(
            Sought.SUBJECT,
            template,
            bundle,
            new Snapshot(Entities.of(entities), new EntityVersion("s", 2)));
    SearchPage first = search.page(0, 5);
    assertThat(first.found()).isEmpty();
    assertThat(first.asked()).isEqualTo(Search.ASKED_MAX);
    assertThat(first.next()).hasValue(Search.ASKED_MAX);
    assertThat(first.total()).isEmpty();
    assertThat(search.page(first.next().getAsInt(), 5).found()).hasSize(1);
  }

  @Test
  void asASingleQuestionASearchIsDenied() {
    Bundle bundle = bundle(List.of("@id(\"all\") permit(principal, action, resource);"));
    RandomGenerator random = Seeds.random(1);
    for (Sought sought : Sought.values()) {
      RawRequest.Evaluation template = template(sought, random);
      DecisionInputs inputs = search(sought, template, bundle, Snapshot.of(bundle)).inputs();
      assertThat(Pdp.decide(inputs, bundle, Snapshot.of(bundle)).isPermit()).isFalse();
      assertThat(Pdp.explain(inputs, bundle, Snapshot.of(bundle))).isEmpty();
    }
  }
}
