package dev.remit.cedar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.entity.Withholding;
import dev.remit.cedar.policy.Effect;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.value.BoolValue;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.Value;
import dev.remit.testkit.Seeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Attributes that are in the snapshot, and that policies may not read.
final class WithholdingTest {
  private static final int WORLDS = 1_500;
  private static final int SUBSTITUTIONS = 4;

  /// One attribute of one entity.
  private record Place(EntityUid uid, String attribute) {}

  private record Withheld(Set<Place> places, Reading reading) implements Withholding {
    @Override
    public Reading reading(EntityUid uid, String attribute) {
      return places.contains(new Place(uid, attribute)) ? reading : Reading.OPEN;
    }

    @Override
    public String reason(EntityUid uid, String attribute) {
      return "is not for you";
    }
  }

  private static Entities withheld(Withholding.Reading reading, Place... places) {
    return Asked.ENTITIES.withholding(new Withheld(Set.of(places), reading));
  }

  private static final Place LEVEL = new Place(Asked.ALICE, "level");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "principal.level == 3",
        "principal has level",
        "!(principal has level)",
        "resource.owner.level == 3",
        "resource has owner.level",
        "resource.owner has level",
        "User::\"alice\".level == 3",
        "[principal.level].contains(3)"
      })
  void whatReadsARefusedAttributeErrs(String condition) {
    PolicyEngine engine =
        Asked.engine("permit(principal, action, resource) when { " + condition + " };");
    Response response =
        engine.authorize(Asked.REQUEST, withheld(Withholding.Reading.REFUSED, LEVEL));
    assertThat(response.permitted()).isFalse();
    assertThat(response.errors()).hasSize(1);
    PolicyError error = response.errors().iterator().next();
    assertThat(error.code()).isEqualTo(ErrorCode.WITHHELD);
    assertThat(error.message()).isEqualTo("`level` of `User::\"alice\"` is not for you");
  }

  @ParameterizedTest
  @ValueSource(strings = {"principal has team", "principal has level || true", "true"})
  void whatDoesNotReadItIsAsItWas(String condition) {
    PolicyEngine engine =
        Asked.engine("permit(principal, action, resource) when { " + condition + " };");
    boolean reads = condition.contains("level");
    Response response =
        engine.authorize(Asked.REQUEST, withheld(Withholding.Reading.REFUSED, LEVEL));
    assertThat(response.permitted()).isNotEqualTo(reads);
  }

  @Test
  void anAttributeThatIsNotThereIsWithheldFromNobody() {
    PolicyEngine engine =
        Asked.engine("permit(principal, action, resource) when { !(principal has gone) };");
    Place gone = new Place(Asked.ALICE, "gone");
    assertThat(
            engine
                .authorize(Asked.REQUEST, withheld(Withholding.Reading.REFUSED, gone))
                .permitted())
        .isTrue();
  }

  @Test
  void derivedSnapshotsWithholdTheSame() {
    PolicyEngine engine =
        Asked.engine("permit(principal, action, resource) when { principal has level };");
    Entities derived =
        withheld(Withholding.Reading.HIDDEN, LEVEL)
            .with(List.of(Entity.of(EntityUid.of("User", "bob"))), List.of());
    assertThat(engine.authorize(Asked.REQUEST, derived).permitted()).isFalse();
  }

  @Test
  void hiddenAttributesAreAsIfTheyWereNotThere() {
    RandomGenerator random = Seeds.random(Seeds.seed(20_261_130));
    int permitted = 0;
    int changed = 0;
    for (int i = 0; i < WORLDS; i++) {
      RandomWorld world = RandomWorld.draw(random);
      Set<Place> places = places(world.entities(), random);
      Entities hidden =
          world.entities().withholding(new Withheld(places, Withholding.Reading.HIDDEN));
      Entities without = with(world.entities(), places, Map.of());
      PolicyEngine engine = PolicyEngine.compile(world.policies());
      for (Request request : world.requests()) {
        ReferenceEngine.Answer expected =
            ReferenceEngine.authorize(world.policies(), request, without);
        PreparedRequest prepared = engine.prepare(request, hidden);
        assertThat(ReferenceEngine.answer(engine.authorize(prepared)))
            .as("world %d: %s", i, request)
            .isEqualTo(expected);
        assertThat(engine.isPermitted(prepared)).isEqualTo(expected.permitted());
        permitted += expected.permitted() ? 1 : 0;
        Response open = engine.authorize(request, world.entities());
        changed += ReferenceEngine.answer(open).equals(expected) ? 0 : 1;
      }
    }
    assertThat(permitted).isPositive();
    assertThat(changed).isPositive();
  }

  @Test
  void noPolicyThatCanBeEvaluatedDependsOnARefusedAttribute() {
    RandomGenerator random = Seeds.random(Seeds.seed(20_261_131));
    int withheld = 0;
    int satisfied = 0;
    for (int i = 0; i < WORLDS; i++) {
      RandomWorld world = RandomWorld.draw(random, 2);
      Set<Place> places = places(world.entities(), random);
      Entities refused =
          world.entities().withholding(new Withheld(places, Withholding.Reading.REFUSED));
      for (Policy policy : world.policies().policies().values()) {
        if (policy.effect() != Effect.PERMIT) {
          continue;
        }
        PolicyEngine engine = PolicyEngine.compile(PolicySet.byPosition(List.of(policy)));
        for (Request request : world.requests()) {
          Response response = engine.authorize(request, refused);
          if (response.errors().stream().anyMatch(e -> e.code() == ErrorCode.WITHHELD)) {
            withheld++;
            continue;
          }
          satisfied += response.permitted() ? 1 : 0;
          for (int k = 0; k < SUBSTITUTIONS; k++) {
            Entities other = with(world.entities(), places, substitutes(places, random));
            assertThat(ReferenceEngine.answer(engine.authorize(request, other)))
                .as("world %d: %s", i, request)
                .isEqualTo(ReferenceEngine.answer(response));
          }
        }
      }
    }
    assertThat(withheld).isPositive();
    assertThat(satisfied).isPositive();
  }

  /// About half of the attributes that there are.
  private static Set<Place> places(Entities entities, RandomGenerator random) {
    Set<Place> places = new LinkedHashSet<>();
    for (Entity entity : entities.all()) {
      for (String name : entity.attributes().names()) {
        if (random.nextBoolean()) {
          places.add(new Place(entity.uid(), name));
        }
      }
    }
    return places;
  }

  private static Map<Place, Value> substitutes(Set<Place> places, RandomGenerator random) {
    Map<Place, Value> values = new LinkedHashMap<>();
    for (Place place : places) {
      switch (random.nextInt(4)) {
        case 0 -> values.put(place, BoolValue.of(random.nextBoolean()));
        case 1 -> values.put(place, new LongValue(random.nextInt(4)));
        case 2 -> values.put(place, EntityUid.of("User", "a"));
        default -> {}
      }
    }
    return values;
  }

  /// The entities with other values, or none, for those attributes.
  private static Entities with(Entities entities, Set<Place> places, Map<Place, Value> values) {
    List<Entity> all = new ArrayList<>();
    for (Entity entity : entities.all()) {
      Map<String, Value> attributes = entity.attributes().fields();
      for (Place place : places) {
        if (place.uid().equals(entity.uid())) {
          attributes.remove(place.attribute());
          Value value = values.get(place);
          if (value != null) {
            attributes.put(place.attribute(), value);
          }
        }
      }
      all.add(
          new Entity(entity.uid(), RecordValue.of(attributes), entity.parents(), entity.tags()));
    }
    return Entities.of(all);
  }
}
