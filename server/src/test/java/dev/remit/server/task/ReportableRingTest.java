package dev.remit.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.ledger.TaskChange;
import dev.remit.testkit.Seeds;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class ReportableRingTest {
  private static final int MAX = 150;

  private static Reportable drawn(RandomGenerator random, String user) {
    return new Reportable(
        new UUID(random.nextLong(4), random.nextLong()),
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextBoolean() ? "permitted" : "no-permit",
        EntityUid.of("Shop::User", user),
        EntityUid.of("Action", "read"),
        new Reportable.Origin(Instant.ofEpochMilli(random.nextLong(1L << 40)), "edge"),
        TaskChange.NONE);
  }

  /// Held against a queue of records, of which some are forgotten on the way.
  @Test
  void theLastRecordsAreReadBackEqualAndNoOthers() {
    RandomGenerator random = Seeds.random(Seeds.seed(20261123));
    ReportableRing ring = new ReportableRing(MAX);
    Deque<Reportable> last = new ArrayDeque<>();
    Set<UUID> forgotten = new HashSet<>();
    for (int i = 0; i < 20 * MAX; i++) {
      Reportable record = drawn(random, "ü\uD83E\uDD8A" + i);
      assertThat(ring.find(record.id())).isNegative();
      assertThat(ring.read(ring.add(record))).isEqualTo(record);
      last.add(record);
      if (last.size() > MAX) {
        assertThat(ring.find(last.remove().id())).as("the oldest").isNegative();
      }
      if (random.nextInt(5) == 0) {
        Reportable some = last.stream().skip(random.nextInt(last.size())).findFirst().orElseThrow();
        if (forgotten.add(some.id())) {
          ring.forget(ring.find(some.id()));
        }
      }
      if (i % 7 == 0) {
        for (Reportable each : last) {
          int slot = ring.find(each.id());
          if (forgotten.contains(each.id())) {
            assertThat(slot).isNegative();
          } else {
            assertThat(ring.read(slot)).isEqualTo(each);
          }
        }
      }
    }
  }

  @Test
  void whatHasNoRoomIsNotRememberedAndTakesNoPlace() {
    RandomGenerator random = Seeds.random(1);
    ReportableRing ring = new ReportableRing(1);
    Reportable small = drawn(random, "ada");
    ring.add(small);
    assertThat(ring.add(drawn(random, "x".repeat(1 << 20)))).isNegative();
    assertThat(ring.read(ring.find(small.id()))).isEqualTo(small);
  }
}
