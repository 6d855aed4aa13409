package dev.remit.insight.rate;

import java.time.Duration;

/// When the denials of an identity in one hour are a rise against its own history.
///
/// They are if they are more than in any hour of the history, and so many that an identity whose
/// rate did not change would have them by chance with a probability of at most [#FALSE_ALARMS_MAX]
/// over all hours that were tested together. That is Fisher's exact test: of all evaluated
/// decisions of hour and history together, each is as likely to be among the denied, so that little
/// history finds little rather than too much.
///
/// Denials that are tried again at once come in bursts and are not independent. So all numbers are
/// divided by a dispersion first: the variance of hourly denials over their mean, which is 1 where
/// they are independent. It is that of the identity's history or that of all histories together,
/// whichever is larger: who was never denied before retries as the others do.
///
/// Sources: R. A. Fisher, Statistical Methods for Research Workers, section 21.02; Bonferroni's
/// inequality; for the dispersion R. W. M. Wedderburn, Biometrika 61 (1974).
final class RiseRule {
  /// The probability that a report of rises has any that is none, where decisions are independent.
  static final double FALSE_ALARMS_MAX = 0.01;

  /// The history of an hour: what came before the window, and at most so long.
  static final Duration HISTORY = Duration.ofDays(28);

  /// Hours with evaluated decisions that a history must have.
  static final int HOURS_MIN = 24;

  /// Fewer denials are no rise, whatever came before.
  static final int DENIED_MIN = 3;

  /// Terms that no longer change a sum of ones before them.
  private static final double NEGLIGIBLE = 1e-17;

  private RiseRule() {}

  /// What came before: the denied of the evaluated, the largest number of denied in one hour, and
  /// the dispersion of these numbers.
  record History(Rate denied, long most, double dispersion) {}

  /// Variance over mean of hourly denials, at least 1: of histories whose denials sum to `denied`,
  /// and the squares of whose differences from their mean to `squares`.
  static double dispersion(double squares, long denied) {
    return denied == 0 ? 1 : Math.max(1, squares / (double) denied);
  }

  /// Whether it is one; `tested` is the number of hours of all identities that are tested together.
  static boolean isRise(Rate now, History history, long tested) {
    return now.numerator() >= DENIED_MIN
        && now.numerator() > history.most()
        && chance(now, history) <= FALSE_ALARMS_MAX / tested;
  }

  /// The probability of so many denials where nothing changed.
  static double chance(Rate now, History history) {
    return chance(
        scaled(now, history.dispersion()), scaled(history.denied(), history.dispersion()));
  }

  /// Rounded so that it looks less like a rise, if at all.
  private static Rate scaled(Rate rate, double dispersion) {
    long part = (long) Math.floor(rate.numerator() / dispersion);
    return new Rate(part, Math.max(part, (long) Math.ceil(rate.denominator() / dispersion)));
  }

  /// The probability that at least so many of all denials of both are in `now`, if each evaluated
  /// decision of both is as likely to be denied: the upper tail of the hypergeometric distribution.
  static double chance(Rate now, Rate before) {
    long denied = now.numerator() + before.numerator();
    long all = now.denominator() + before.denominator();
    long drawn = now.denominator();
    long least = Math.max(now.numerator(), drawn + denied - all);
    long most = Math.min(drawn, denied);
    double term =
        Math.exp(
            logChoose(denied, least)
                + logChoose(all - denied, drawn - least)
                - logChoose(all, drawn));
    double sum = term;
    for (long k = least; k < most && term > sum * NEGLIGIBLE; k++) {
      term *= (double) (denied - k) * (double) (drawn - k);
      term /= (double) (k + 1) * (double) (all - denied - drawn + k + 1);
      sum += term;
    }
    return Math.min(1, sum);
  }

  private static double logChoose(long n, long k) {
    return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
  }

  /// Stirling's series; exact to 1e-10 from 10 on, added up below.
  private static double logFactorial(long n) {
    final int small = 10;
    if (n < small) {
      double sum = 0;
      for (int i = 2; i <= n; i++) {
        sum += Math.log(i);
      }
      return sum;
    }
    double x = (double) n + 1;
    double series = 1 / (12 * x) - 1 / (360 * x * x * x) + 1 / (1260 * x * x * x * x * x);
    return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
  }
}
