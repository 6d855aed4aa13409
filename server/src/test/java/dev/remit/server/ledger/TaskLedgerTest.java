package dev.remit.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.ledger.Task;
import dev.remit.pdp.ledger.TaskBook;
import dev.remit.pdp.ledger.TaskId;
import dev.remit.pdp.ledger.TaskState;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class TaskLedgerTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final EntityUid BOT = EntityUid.of("Agent", "bot");

  private final FlowMemory memory = new FlowMemory(1 << 20);
  private final TaskLedger ledger = new TaskLedger(new TaskBook(), memory, 2);

  private static TaskId id(long number) {
    return new TaskId(new UUID(1, number));
  }

  private static Task task(long number, long root, long seconds) {
    return new Task(
        id(number), id(root), id(root), "support", BOT, BOT, "", NOW, NOW.plusSeconds(seconds));
  }

  @Test
  void rootsHaveALimitAndThoseThatAreOverMakeRoom() {
    assertThat(ledger.open(task(1, 1, 60), NOW)).isTrue();
    assertThat(ledger.open(task(2, 2, 120), NOW)).isTrue();
    assertThat(ledger.open(task(3, 3, 120), NOW.plusMillis(59_999))).isFalse();
    assertThat(ledger.open(task(3, 3, 120), NOW.plusSeconds(60))).isTrue();
    assertThat(ledger.find(id(1))).isNull();
    assertThat(ledger.size()).isEqualTo(2);
  }

  @Test
  void onlyTheCurrentStateIsReplaced() {
    ledger.open(task(1, 1, 60), NOW);
    TaskState first = Objects.requireNonNull(ledger.find(id(1)));
    TaskState second = first.opened(task(5, 1, 60));
    assertThat(ledger.replace(id(1), first, second)).isTrue();
    assertThat(ledger.replace(id(1), first, first.opened(task(6, 1, 60)))).isFalse();
    assertThat(ledger.find(id(1))).isEqualTo(second);
    assertThat(ledger.replace(id(9), first, second)).isFalse();
  }

  @Test
  void whatHasEndedIsNotFoundAndTakesNothing() {
    ledger.open(task(1, 1, 60), NOW);
    TaskState first = Objects.requireNonNull(ledger.find(id(1)));
    TaskState second = first.opened(task(5, 1, 60));
    ledger.replace(id(1), first, second);
    assertThat(ledger.locate(id(5), NOW)).isPresent();
    assertThat(ledger.end(id(1), id(5))).contains(new TaskLedger.Ended(2, 3));
    assertThat(ledger.end(id(1), id(5))).isEmpty();
    assertThat(ledger.locate(id(5), NOW)).isEmpty();
    assertThat(ledger.replace(id(1), second, second.opened(task(7, 1, 60)))).isFalse();
    TaskState last = Objects.requireNonNull(ledger.find(id(1)));
    assertThat(ledger.end(id(1), id(1))).contains(new TaskLedger.Ended(3, 4));
    assertThat(ledger.find(id(1))).isNull();
    assertThat(ledger.replace(id(1), last, last.opened(task(8, 1, 60)))).isFalse();
  }
}
