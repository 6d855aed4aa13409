package dev.remit.cedar.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.testkit.SmallStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class EntitiesTest {
  private static final EntityUid ALICE = uid("alice");
  private static final EntityUid TEAM = uid("team");
  private static final EntityUid ORGANISATION = uid("organisation");

  @Test
  void anUnknownEntityIsInItselfAndInNothingElse() {
    assertThat(Entities.EMPTY.isIn(ALICE, uid("alice"))).isTrue();
    assertThat(Entities.EMPTY.isIn(ALICE, TEAM)).isFalse();
  }

  @Test
  void ancestorsAreTransitive() {
    Entities entities =
        Entities.of(List.of(in(ALICE, TEAM), in(TEAM, ORGANISATION), Entity.of(ORGANISATION)));
    assertThat(entities.isIn(ALICE, ORGANISATION)).isTrue();
    assertThat(entities.isIn(ORGANISATION, ALICE)).isFalse();
  }

  @Test
  void aParentThatDoesNotExistIsAnAncestor() {
    Entities entities = Entities.of(List.of(in(ALICE, TEAM)));
    assertThat(entities.isIn(ALICE, TEAM)).isTrue();
    assertThat(entities.find(TEAM)).isNull();
    assertThat(entities.size()).isEqualTo(1);
  }

  @Test
  void siblingsShareTheirAncestors() {
    Entities entities = Entities.of(List.of(in(uid("a"), TEAM, ALICE), in(uid("b"), ALICE, TEAM)));
    assertThat(entities.ancestors(uid("a"))).isSameAs(entities.ancestors(uid("b")));
  }

  @Test
  void aCircleIsRefusedAndNamed() {
    List<Entity> circle = List.of(in(ALICE, TEAM), in(TEAM, ORGANISATION), in(ORGANISATION, TEAM));
    assertThatThrownBy(() -> Entities.of(circle))
        .isInstanceOf(EntityException.class)
        .hasMessage(
            "entities are parents in a circle: `U::\"team\"` in `U::\"organisation\"` in"
                + " `U::\"team\"`");
  }

  @Test
  void anEntityInItselfIsACircle() {
    assertThatThrownBy(() -> Entities.of(List.of(in(ALICE, ALICE))))
        .isInstanceOf(EntityException.class)
        .hasMessageContaining("circle");
  }

  @Test
  void twoDifferentEntitiesOfOneUidAreRefused() {
    assertThatThrownBy(() -> Entities.of(List.of(Entity.of(ALICE), in(ALICE, TEAM))))
        .isInstanceOf(EntityException.class)
        .hasMessage("entity `U::\"alice\"` is given twice with different contents");
  }

  @Test
  void anEntityGivenAgainExactlyCountsOnce() {
    assertThat(Entities.of(List.of(in(ALICE, TEAM), in(ALICE, TEAM))).size()).isEqualTo(1);
  }

  @Test
  void allComeInTheOrderGiven() {
    List<Entity> given = new ArrayList<>();
    for (int i = 100; i > 0; i--) {
      given.add(in(uid("e" + i), uid("e" + (i - 1))));
    }
    assertThat(Entities.of(given).all()).containsExactlyElementsOf(given);
  }

  @Test
  void parentsKeepTheirOrder() {
    List<EntityUid> parents = new ArrayList<>();
    for (int i = 20; i > 0; i--) {
      parents.add(uid("p" + i));
    }
    for (int size : List.of(1, 2, 8, 9, 20)) {
      assertThat(Entity.of(ALICE, parents.subList(0, size)).parents())
          .containsExactlyElementsOf(parents.subList(0, size))
          .isEqualTo(Set.copyOf(parents.subList(0, size)));
    }
  }

  @Test
  void equalSnapshotsAreEqualInAnyOrder() {
    Entity attributed =
        new Entity(
            TEAM, RecordValue.of(Map.of("n", new LongValue(1))), Set.of(), RecordValue.EMPTY);
    Entities one = Entities.of(List.of(Entity.of(ALICE), attributed));
    Entities other = Entities.of(List.of(attributed, Entity.of(ALICE)));
    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(one).isNotEqualTo(Entities.of(List.of(Entity.of(ALICE), Entity.of(TEAM))));
  }

  @Test
  void aLongChainNeedsNoStack() {
    List<Entity> chain = chain(5_000);
    Entities entities = SmallStack.call(256 * 1024, () -> Entities.of(chain));
    assertThat(entities.isIn(uid("e4999"), uid("e0"))).isTrue();
  }

  @Test
  void ancestorsInAllAreLimited() {
    // A chain of n has n (n - 1) / 2 ancestors, as its first link has none.
    int fits = (int) ((1 + Math.sqrt(1 + 8.0 * Limits.ANCESTORS_MAX)) / 2);
    assertThat(Entities.of(chain(fits)).size()).isEqualTo(fits);
    List<Entity> tooMany = chain(fits + 1);
    assertThatThrownBy(() -> Entities.of(tooMany))
        .isInstanceOf(EntityException.class)
        .hasMessageContaining("more than 16000000 ancestors");
  }

  @Test
  void aLargeSetOfAncestorsIsSearchedRightlyAlsoAmongEqualHashes() {
    List<EntityUid> colliding = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      StringBuilder id = new StringBuilder();
      for (int bit = 0; bit < 6; bit++) {
        // "Aa" and "BB" have the same hash.
        id.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      colliding.add(uid(id.toString()));
    }
    assertThat(colliding.stream().mapToInt(EntityUid::hashCode).distinct().count()).isEqualTo(1);
    Entities entities = Entities.of(List.of(Entity.of(ALICE, colliding.subList(0, 63))));
    assertThat(colliding.subList(0, 63)).allMatch(uid -> entities.isIn(ALICE, uid));
    assertThat(entities.isIn(ALICE, colliding.getLast())).isFalse();
  }

  private static List<Entity> chain(int length) {
    List<Entity> chain = new ArrayList<>();
    chain.add(Entity.of(uid("e0")));
    for (int i = 1; i < length; i++) {
      chain.add(in(uid("e" + i), uid("e" + (i - 1))));
    }
    return chain;
  }

  private static Entity in(EntityUid uid, EntityUid... parents) {
    return Entity.of(uid, List.of(parents));
  }

  private static EntityUid uid(String id) {
    return EntityUid.of("U", id);
  }
}
