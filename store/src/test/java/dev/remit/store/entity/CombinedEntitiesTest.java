package dev.remit.store.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.entity.EntityException;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.decision.EntityVersion;
import dev.remit.pdp.decision.Snapshot;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CombinedEntitiesTest {
  private static final EntityVersion VERSION = new EntityVersion("pip", 4);

  private static EntityUid uid(int number) {
    return EntityUid.of("T", "t" + number);
  }

  private static Entities entities(int from, int to) {
    return Entities.of(
        IntStream.range(from, to).mapToObj(number -> Entity.of(uid(number))).toList());
  }

  @Test
  void bothAreThereUnderTheVersionOfTheHistory() throws OverlappingEntities {
    for (int size : List.of(1, 9)) {
      Snapshot history = new Snapshot(entities(size, 10), VERSION);
      Snapshot both = CombinedEntities.of(entities(0, size), history);
      assertThat(both.version()).isEqualTo(VERSION);
      assertThat(both.entities()).isEqualTo(entities(0, 10));
    }
  }

  @Test
  void anEntityThatBothHaveIsAMistakeAlsoWhereItIsEqual() {
    OverlappingEntities overlap =
        catchThrowableOfType(
            OverlappingEntities.class,
            () -> CombinedEntities.of(entities(0, 7), new Snapshot(entities(1, 20), VERSION)));
    assertThat(overlap.entities()).hasSize(6).startsWith(uid(1), uid(2)).isSorted();
    assertThat(overlap.text())
        .isEqualTo(
            "entities: the bundle and the history both have `T::\"t1\"`, `T::\"t2\"`, `T::\"t3\"`,"
                + " `T::\"t4\"`, `T::\"t5\"` and 1 more; remove them from one");
  }

  @Test
  void parentsInACircleAcrossBothAreAMistake() {
    Entities bundle = Entities.of(List.of(Entity.of(uid(1), Set.of(uid(2)))));
    Entities history = Entities.of(List.of(Entity.of(uid(2), Set.of(uid(1)))));
    assertThatThrownBy(() -> CombinedEntities.of(bundle, new Snapshot(history, VERSION)))
        .isInstanceOf(EntityException.class);
  }
}
