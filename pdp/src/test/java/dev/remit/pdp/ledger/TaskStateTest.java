package dev.remit.pdp.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.decision.Decision;
import dev.remit.pdp.decision.Reason;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.task.Charge;
import dev.remit.pdp.task.Effects;
import dev.remit.pdp.task.TaskLimits;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class TaskStateTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Decision ANSWER = new Decision.Deny(Reason.of(ReasonCode.NO_PERMIT, ""));
  private static final long HOUR = 3_600_000;

  private long next = 100;

  private static TaskId id(long number) {
    return new TaskId(new UUID(1, number));
  }

  private static Task task(long number, long parent, Instant expires) {
    EntityUid bot = EntityUid.of("Agent", "bot");
    return new Task(id(number), id(1), id(parent), "support", bot, bot, "", NOW, expires);
  }

  private static TaskState root() {
    return TaskState.of(task(1, 1, NOW.plusSeconds(86_400)));
  }

  private static Effects spending(long amount, long windowMillis, String... labels) {
    return new Effects(
        new TreeSet<>(Set.of(labels)), List.of(new Charge("m", amount, windowMillis)));
  }

  private TaskState after(TaskState state, Effects effects, Instant at) {
    return state.decided(
        effects, AttemptKey.NONE, new Attempt("", new UUID(2, next++), at, ANSWER));
  }

  private static long value(TaskState state, Instant at) {
    return state.meters().getOrDefault("m", Meter.EMPTY).value(at);
  }

  @Test
  void anAmountCountsUntilTheMillisecondAtWhichItsWindowHasPassed() {
    TaskState state = after(root(), spending(7, HOUR), NOW);
    assertThat(value(state, NOW)).isEqualTo(7);
    assertThat(value(state, NOW.plusMillis(HOUR - 1))).isEqualTo(7);
    assertThat(value(state, NOW.plusMillis(HOUR))).isZero();
    TaskState both = after(state, spending(5, 0), NOW);
    assertThat(value(both, NOW.plusMillis(HOUR))).isEqualTo(5);
  }

  @Test
  void aClockThatIsAMinuteBehindStillSeesWhatCounts() {
    TaskState state = after(root(), spending(7, HOUR), NOW);
    TaskState later = after(state, spending(1, HOUR), NOW.plusMillis(HOUR + 59_999));
    assertThat(value(later, NOW.plusMillis(HOUR - 1))).isEqualTo(8);
  }

  @Test
  void entriesThatHavePassedAreLetGo() {
    TaskState state = root();
    for (int i = 0; i < 100; i++) {
      state = after(state, spending(1, 1_000), NOW.plusSeconds(i));
    }
    assertThat(state.meters().get("m")).isNotNull();
    assertThat(state.meters().getOrDefault("m", Meter.EMPTY).passing()).hasSize(61);
  }

  @Test
  void whatChangesNothingIsTheSameState() {
    TaskState state = after(root(), spending(1, 0, "a"), NOW);
    assertThat(after(state, spending(0, 0, "a"), NOW)).isSameAs(state);
    assertThat(after(state, Effects.NONE, NOW)).isSameAs(state);
    assertThat(after(state, spending(0, HOUR, "b"), NOW).version()).isEqualTo(3);
  }

  @Test
  void aMeterNeverOverflows() {
    TaskState state = after(root(), spending(Long.MAX_VALUE, 0), NOW);
    assertThat(value(after(state, spending(5, 0), NOW), NOW)).isEqualTo(Long.MAX_VALUE);
    assertThat(value(after(state, spending(5, HOUR), NOW), NOW)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void entriesOfAWindowHaveALimit() {
    TaskState state = root();
    for (int i = 0; i < TaskLimits.ENTRIES_MAX; i++) {
      assertThat(state.limit(spending(1, HOUR), AttemptKey.NONE, NOW)).isNull();
      state = after(state, spending(1, HOUR), NOW);
    }
    assertThat(state.limit(spending(1, HOUR), AttemptKey.NONE, NOW)).contains("10,000 times");
    assertThat(state.limit(spending(1, 0), AttemptKey.NONE, NOW)).isNull();
    assertThat(state.limit(spending(1, HOUR), AttemptKey.NONE, NOW.plusMillis(HOUR + 60_000)))
        .isNull();
  }

  @Test
  void attemptKeysHaveALimit() {
    TaskState state = root();
    for (int i = 0; i < TaskLimits.ATTEMPTS_MAX; i++) {
      AttemptKey key = new AttemptKey("k" + i, "d");
      assertThat(state.limit(Effects.NONE, key, NOW)).isNull();
      state = state.decided(Effects.NONE, key, new Attempt("d", new UUID(2, i), NOW, ANSWER));
    }
    assertThat(state.limit(Effects.NONE, new AttemptKey("one more", "d"), NOW))
        .contains("1,000 attempt keys");
    assertThat(state.limit(Effects.NONE, AttemptKey.NONE, NOW)).isNull();
  }

  @Test
  void tasksBelowARootHaveALimitInNumberAndDepth() {
    Instant end = NOW.plusSeconds(86_400);
    TaskState wide = root();
    for (int i = 2; i <= TaskLimits.FAMILY_MAX; i++) {
      assertThat(wide.limitBelow(task(1, 1, end), NOW)).isNull();
      wide = wide.opened(task(i, 1, end));
    }
    assertThat(wide.limitBelow(task(1, 1, end), NOW)).contains("1,000 tasks");
    TaskState deep = root();
    for (int i = 2; i <= TaskLimits.DEPTH_MAX; i++) {
      assertThat(deep.limitBelow(task(i - 1, Math.max(1, i - 2), end), NOW)).isNull();
      deep = deep.opened(task(i, i - 1, end));
    }
    assertThat(deep.limitBelow(task(TaskLimits.DEPTH_MAX, TaskLimits.DEPTH_MAX - 1, end), NOW))
        .contains("16 deep");
  }

  @Test
  void whoeverIsBelowATaskEndsWithIt() {
    Instant end = NOW.plusSeconds(86_400);
    TaskState state =
        root()
            .opened(task(2, 1, end))
            .opened(task(3, 2, end))
            .opened(task(4, 3, end))
            .opened(task(5, 1, end));
    assertThat(state.ended(id(2)).open()).containsOnlyKeys(id(1), id(5));
    assertThat(state.ended(id(1)).open()).isEmpty();
    assertThat(state.ended(id(9))).isSameAs(state);
    assertThat(state.below(id(2), NOW)).containsExactly(id(3));
  }

  @Test
  void aFailureGivesBackWhatItsOwnDecisionSpent() {
    TaskState state = after(root(), spending(3, HOUR), NOW);
    UUID first = new UUID(2, next - 1);
    state = after(state, spending(4, HOUR, "a"), NOW);
    TaskState released = state.reported(first, List.of(new Charge("m", 3, HOUR)));
    assertThat(value(released, NOW)).isEqualTo(4);
    assertThat(released.labels()).containsExactly("a");
    assertThat(released.reported()).containsExactly(first);
  }
}
