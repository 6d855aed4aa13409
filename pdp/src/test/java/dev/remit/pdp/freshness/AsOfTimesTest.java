package dev.remit.pdp.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.pdp.freshness.AsOfTimes.Mark;
import dev.remit.testkit.Seeds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class AsOfTimesTest {
  private static final List<String> TYPES = List.of("A", "B", "C");

  private static Instant at(long millis) {
    return Instant.ofEpochMilli(1_000_000 + millis);
  }

  /// Against plain maps that a confirmation writes into, entity by entity: the last one counts.
  @Test
  void timesAreTheFoldOfPutsRemovalsAndConfirmations() {
    RandomGenerator random = Seeds.random(Seeds.seed(20_261_203));
    AsOfTimes times = AsOfTimes.NONE;
    Map<EntityUid, Instant> put = new HashMap<>();
    Map<EntityUid, Instant> model = new HashMap<>();
    List<AsOfTimes> kept = new ArrayList<>();
    List<Map<EntityUid, Instant>> keptModels = new ArrayList<>();
    for (int change = 1; change <= 400; change++) {
      Mark mark = new Mark(change, at(random.nextInt(4 * change)));
      List<EntityUid> upserts = uids(random, 60);
      List<EntityUid> removals = new ArrayList<>(uids(random, 20));
      removals.removeAll(upserts);
      List<Name> confirmed =
          random.nextInt(5) == 0 ? List.of(new Name(TYPES.get(random.nextInt(3)))) : List.of();
      times = times.with(mark, upserts, removals, confirmed);
      removals.forEach(model::remove);
      put.keySet().retainAll(model.keySet());
      model.replaceAll((uid, asOf) ->
          confirmed.contains(uid.type())
              ? Collections.max(List.of(put.get(uid), mark.asOf()))
              : asOf);
      upserts.forEach(uid -> {
        put.put(uid, mark.asOf());
        model.put(uid, mark.asOf());
      });
      if (change % 40 == 0) {
        kept.add(times);
        keptModels.add(Map.copyOf(model));
      }
    }
    for (int i = 0; i < kept.size(); i++) {
      assertThat(kept.get(i).size()).isEqualTo(keptModels.get(i).size());
      for (String type : TYPES) {
        for (int id = 0; id < 2_000; id++) {
          EntityUid uid = EntityUid.of(type, Integer.toString(id));
          assertThat(kept.get(i).find(uid)).isEqualTo(keptModels.get(i).get(uid));
        }
      }
    }
    assertThat(times.size()).isGreaterThan(2_000);
  }

  private static List<EntityUid> uids(RandomGenerator random, int max) {
    return random
        .ints(random.nextInt(max), 0, 2_000)
        .distinct()
        .mapToObj(id -> EntityUid.of(TYPES.get(random.nextInt(3)), Integer.toString(id)))
        .distinct()
        .toList();
  }

  @Test
  void anOlderTimeThatIsSaidAfterAConfirmationCounts() {
    EntityUid one = EntityUid.of("A", "1");
    EntityUid other = EntityUid.of("A", "2");
    AsOfTimes times =
        AsOfTimes.NONE
            .with(new Mark(1, at(1)), List.of(one, other), List.of(), List.of())
            .with(new Mark(2, at(9)), List.of(), List.of(), List.of(new Name("A")))
            .with(new Mark(3, at(4)), List.of(one), List.of(), List.of());
    assertThat(times.find(one)).isEqualTo(at(4));
    assertThat(times.find(other)).isEqualTo(at(9));
  }

  @Test
  void timesMadeAtOnceAreEqualToThoseMadeStepByStep() {
    Map<EntityUid, Mark> marks = new TreeMap<>();
    AsOfTimes steps = AsOfTimes.NONE;
    for (int i = 0; i < 5_000; i++) {
      EntityUid uid = EntityUid.of("A", Integer.toString(i));
      marks.put(uid, new Mark(i, at(i)));
      steps = steps.with(new Mark(i, at(i)), List.of(uid), List.of(), List.of());
    }
    assertThat(AsOfTimes.of(marks, Map.of())).isEqualTo(steps);
    assertThat(AsOfTimes.of(marks, Map.of(new Name("A"), new Mark(1, at(1))))).isNotEqualTo(steps);
  }
}
