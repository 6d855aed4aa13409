package dev.remit.cedar.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.testkit.Seeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// A derived snapshot is the snapshot that would have been built from scratch.
final class EntityChangeTest {
  private static final int UNIVERSE = 24;

  @Test
  void derivedEqualsBuiltFromScratch() {
    long seed = Seeds.seed(1);
    RandomGenerator random = Seeds.random(seed);
    for (int world = 0; world < 200; world++) {
      Map<EntityUid, Entity> expected = new LinkedHashMap<>();
      Entities derived = Entities.EMPTY;
      for (int step = 0; step < 12; step++) {
        List<Entity> upserts = draw(random);
        List<EntityUid> removals = drawUids(random, random.nextInt(4));
        Map<EntityUid, Entity> next = new LinkedHashMap<>(expected);
        List<EntityUid> removed = removals.stream().filter(uid -> isAbsent(upserts, uid)).toList();
        removed.forEach(next::remove);
        upserts.forEach(entity -> next.put(entity.uid(), entity));
        derived = derived.with(upserts, removals);
        assertSame(derived, Entities.of(next.values()), "seed " + seed + " world " + world);
        expected = next;
      }
    }
  }

  private static boolean isAbsent(List<Entity> entities, EntityUid uid) {
    return entities.stream().noneMatch(entity -> entity.uid().equals(uid));
  }

  private static void assertSame(Entities derived, Entities built, String where) {
    assertThat(derived).as(where).isEqualTo(built);
    assertThat(derived.size()).as(where).isEqualTo(built.size());
    assertThat(derived.all()).as(where).containsExactlyElementsOf(built.all());
    for (int i = 0; i < UNIVERSE; i++) {
      EntityUid uid = uid(i);
      assertThat(derived.ancestors(uid)).as(where + " " + uid).isEqualTo(built.ancestors(uid));
      assertThat(derived.node(uid).children())
          .as(where + " " + uid)
          .isEqualTo(built.node(uid).children());
    }
    assertThat(derived.nodes().size()).as(where).isEqualTo(built.nodes().size());
  }

  private static List<Entity> draw(RandomGenerator random) {
    Map<EntityUid, Entity> drawn = new LinkedHashMap<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      int index = random.nextInt(UNIVERSE);
      // Parents have a smaller index, so that there is no circle.
      Set<EntityUid> parents = new LinkedHashSet<>();
      for (int j = random.nextInt(3); j > 0 && index > 0; j--) {
        parents.add(uid(random.nextInt(index)));
      }
      RecordValue attributes = RecordValue.of(Map.of("n", new LongValue(random.nextInt(2))));
      Entity entity = new Entity(uid(index), attributes, parents, RecordValue.EMPTY);
      drawn.put(entity.uid(), entity);
    }
    return List.copyOf(drawn.values());
  }

  private static List<EntityUid> drawUids(RandomGenerator random, int count) {
    List<EntityUid> uids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      uids.add(uid(random.nextInt(UNIVERSE)));
    }
    return uids;
  }

  @Test
  void theFormerSnapshotIsUnchanged() {
    Entities before = Entities.of(List.of(Entity.of(uid(1), List.of(uid(0)))));
    Entities after = before.with(List.of(Entity.of(uid(2), List.of(uid(1)))), List.of(uid(1)));
    assertThat(before.size()).isEqualTo(1);
    assertThat(before.isIn(uid(1), uid(0))).isTrue();
    assertThat(after.isIn(uid(1), uid(0))).isFalse();
    assertThat(after.isIn(uid(2), uid(0))).isFalse();
    assertThat(after.isIn(uid(2), uid(1))).isTrue();
  }

  @Test
  void aCircleThatAChangeClosesIsRefused() {
    Entities before =
        Entities.of(
            List.of(Entity.of(uid(1), List.of(uid(0))), Entity.of(uid(2), List.of(uid(1)))));
    List<Entity> closing = List.of(Entity.of(uid(0), List.of(uid(2))));
    assertThatThrownBy(() -> before.with(closing, List.of()))
        .isInstanceOf(EntityException.class)
        .hasMessageContaining("circle");
  }

  @Test
  void growingByOneManyTimesKeepsEveryEntity() {
    Entities entities = Entities.EMPTY;
    for (int i = 0; i < 5_000; i++) {
      entities =
          entities.with(
              List.of(Entity.of(uid(i), i == 0 ? List.of() : List.of(uid(i / 64)))), List.of());
    }
    assertThat(entities.size()).isEqualTo(5_000);
    assertThat(entities.isIn(uid(4_999), uid(1))).isTrue();
  }

  private static EntityUid uid(int index) {
    return EntityUid.of("U", "u" + index);
  }
}
