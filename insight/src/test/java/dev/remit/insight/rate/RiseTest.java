package dev.remit.insight.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.remit.testkit.Seeds;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// How often the rule calls a rise what is none, and finds one, in logs drawn at random.
final class RiseTest {
  private static final int REPORTS = 600;
  private static final int IDENTITIES = 20;
  private static final int HOURS_TESTED = 24;
  private static final int HISTORY_HOURS = 7 * 24;
  private static final int ATTEMPTS = 30;

  private final RandomGenerator random = Seeds.random(Seeds.seed(20261124));

  /// The denials of an hour of one identity.
  @FunctionalInterface
  private interface Hour {
    int denied();
  }

  private int binomial(int attempts, double rate) {
    int denied = 0;
    for (int i = 0; i < attempts; i++) {
      denied += random.nextDouble() < rate ? 1 : 0;
    }
    return denied;
  }

  /// A denial is tried again at once, six times on average, as clients do that know no better.
  private int inBursts(double rate) {
    int denied = 0;
    for (int i = 0; i < ATTEMPTS; i++) {
      if (random.nextDouble() < rate) {
        do {
          denied++;
          i++;
        } while (i < ATTEMPTS && random.nextInt(6) > 0);
      }
    }
    return Math.min(denied, ATTEMPTS);
  }

  /// What came before of some identities.
  private List<RiseRule.History> histories(Hour hour) {
    List<long[]> sums = new ArrayList<>();
    double squaresOfAll = 0;
    long deniedOfAll = 0;
    for (int identity = 0; identity < IDENTITIES; identity++) {
      long sum = 0;
      long most = 0;
      long squares = 0;
      for (int i = 0; i < HISTORY_HOURS; i++) {
        long denied = hour.denied();
        sum += denied;
        most = Math.max(most, denied);
        squares += denied * denied;
      }
      sums.add(new long[] {sum, most, squares});
      squaresOfAll += squares - (double) sum * sum / HISTORY_HOURS;
      deniedOfAll += sum;
    }
    double ofAll = RiseRule.dispersion(squaresOfAll, deniedOfAll);
    return sums.stream().map(own -> history(own[0], own[1], own[2], ofAll)).toList();
  }

  private static RiseRule.History history(long sum, long most, long squares, double ofAll) {
    double own = RiseRule.dispersion(squares - (double) sum * sum / HISTORY_HOURS, sum);
    Rate rate = new Rate(sum, (long) HISTORY_HOURS * ATTEMPTS);
    return new RiseRule.History(rate, most, Math.max(own, ofAll));
  }

  private static boolean isRise(int denied, RiseRule.History history) {
    return RiseRule.isRise(new Rate(denied, ATTEMPTS), history, (long) IDENTITIES * HOURS_TESTED);
  }

  /// The share of reports that have any rise, where every hour is drawn as its history is.
  private double reportsWithRises(Hour hour) {
    int alarmed = 0;
    for (int report = 0; report < REPORTS; report++) {
      boolean alarm = false;
      for (RiseRule.History history : histories(hour)) {
        for (int i = 0; i < HOURS_TESTED; i++) {
          alarm |= isRise(hour.denied(), history);
        }
      }
      alarmed += alarm ? 1 : 0;
    }
    return (double) alarmed / REPORTS;
  }

  @Test
  void aReportOfHoursWithoutARiseHasOneInOneOfAHundredAtMost() {
    for (double rate : new double[] {0.001, 0.02, 0.3}) {
      double alarms = reportsWithRises(() -> binomial(ATTEMPTS, rate));
      System.out.println("reports with false alarms at a rate of " + rate + ": " + alarms);
      assertThat(alarms).isLessThanOrEqualTo(RiseRule.FALSE_ALARMS_MAX);
    }
  }

  @Test
  void whereDenialsAreTriedAgainAtOnceItIsOneInTwentyAtMost() {
    for (double rate : new double[] {0.001, 0.005, 0.02}) {
      double alarms = reportsWithRises(() -> inBursts(rate));
      System.out.println("reports with false alarms with bursts at " + rate + ": " + alarms);
      assertThat(alarms).isLessThanOrEqualTo(5 * RiseRule.FALSE_ALARMS_MAX);
    }
  }

  @Test
  void anHourInWhichTwoOfFiveAreDeniedInsteadOfOneOfFiftyIsFound() {
    int found = 0;
    int drawn = 50;
    for (int i = 0; i < drawn; i++) {
      for (RiseRule.History history : histories(() -> binomial(ATTEMPTS, 0.02))) {
        found += isRise(binomial(ATTEMPTS, 0.4), history) ? 1 : 0;
      }
    }
    assertThat((double) found / (drawn * IDENTITIES)).isGreaterThan(0.95);
  }

  @Test
  void aChanceIsThatOfCountingEveryWay() {
    for (int i = 0; i < 500; i++) {
      int n = 1 + random.nextInt(60);
      int n0 = 1 + random.nextInt(200);
      Rate now = new Rate(random.nextInt(n + 1), n);
      Rate before = new Rate(random.nextInt(n0 + 1), n0);
      assertThat(RiseRule.chance(now, before)).isCloseTo(exact(now, before), within(1e-9));
    }
  }

  private static double exact(Rate now, Rate before) {
    long denied = now.numerator() + before.numerator();
    long all = now.denominator() + before.denominator();
    BigInteger ways = BigInteger.ZERO;
    for (long k = now.numerator(); k <= Math.min(now.denominator(), denied); k++) {
      ways = ways.add(choose(denied, k).multiply(choose(all - denied, now.denominator() - k)));
    }
    return new BigDecimal(ways)
        .divide(new BigDecimal(choose(all, now.denominator())), MathContext.DECIMAL64)
        .doubleValue();
  }

  private static BigInteger choose(long n, long k) {
    if (k < 0 || k > n) {
      return BigInteger.ZERO;
    }
    BigInteger ways = BigInteger.ONE;
    for (long i = 0; i < k; i++) {
      ways = ways.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
    }
    return ways;
  }
}
