package dev.remit.server.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.testkit.Seeds;
import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PauseTest {
  private static final Duration EVERY = Duration.ofMinutes(5);

  @Test
  void aSourceIsAskedAgainWhenItSaysAndAtLeastAsOftenAsIsSet() {
    assertThat(Pause.afterAnswer(EVERY, null)).isEqualTo(EVERY);
    assertThat(Pause.afterAnswer(EVERY, Duration.ofHours(1))).isEqualTo(EVERY);
    assertThat(Pause.afterAnswer(EVERY, Duration.ofSeconds(20))).hasSeconds(20);
    assertThat(Pause.afterAnswer(EVERY, Duration.ZERO)).isEqualTo(Pause.MIN);
  }

  @Test
  void afterFailuresItIsWaitedLongerAndLongerUpToTheUsualTime() {
    RandomGenerator random = Seeds.random(Seeds.seed(20_261_205));
    for (int failures = 1; failures < 100; failures++) {
      long whole = Math.min(1_000L << Math.min(failures - 1, 20), EVERY.toMillis());
      for (int i = 0; i < 50; i++) {
        assertThat(Pause.afterFailure(failures, EVERY, random).toMillis())
            .isBetween(whole / 2, whole);
      }
    }
    assertThat(Pause.afterFailure(Integer.MAX_VALUE, Pause.MIN, random).toMillis())
        .isBetween(500L, 1_000L);
  }

  @Test
  void servicesThatFailTogetherDoNotAskTogether() {
    RandomGenerator random = Seeds.random(Seeds.seed(20_261_206));
    long distinct =
        IntStream.range(0, 100)
            .mapToObj(_ -> Pause.afterFailure(6, EVERY, random))
            .distinct()
            .count();
    assertThat(distinct).isGreaterThan(90);
  }
}
