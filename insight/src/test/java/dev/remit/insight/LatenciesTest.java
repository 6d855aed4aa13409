package dev.remit.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.testkit.Seeds;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class LatenciesTest {
  @Test
  void withoutTimesEverythingIsZero() {
    assertThat(new Latencies().timing()).isEqualTo(new Timing(0, 0, 0, 0, 0));
    assertThat(new Latencies().timing().perSecond()).isZero();
  }

  @Test
  void oneTimeIsEveryPercentile() {
    Latencies latencies = new Latencies();
    latencies.add(1_000_003);
    assertThat(latencies.timing())
        .isEqualTo(new Timing(1, 1_000_003, 1_000_003, 1_000_003, 1_000_003));
  }

  @Test
  void percentilesAreNeverTooLowAndAtMostThreePercentTooHigh() {
    RandomGenerator random = Seeds.random(Seeds.seed(11));
    Latencies latencies = new Latencies();
    long[] times = new long[10_000];
    for (int i = 0; i < times.length; i++) {
      times[i] = random.nextLong(1L << random.nextInt(1, 62));
      latencies.add(times[i]);
    }
    Arrays.sort(times);
    for (double share : new double[] {0.01, 0.5, 0.9, 0.99, 1}) {
      long exact = times[(int) Math.ceil(share * times.length) - 1];
      assertThat(latencies.percentile(share)).isGreaterThanOrEqualTo(exact);
      assertThat(latencies.percentile(share) - exact).isLessThanOrEqualTo(exact / 32 + 1);
    }
  }

  @Test
  void theLongestTimeHasABucket() {
    Latencies latencies = new Latencies();
    latencies.add(Long.MAX_VALUE);
    latencies.add(0);
    assertThat(latencies.percentile(1)).isEqualTo(Long.MAX_VALUE);
    assertThat(latencies.percentile(0.5)).isZero();
  }
}
