package dev.remit.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.insight.rate.Account;
import dev.remit.insight.rate.Counts;
import dev.remit.insight.rate.Rate;
import dev.remit.pdp.decision.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CountsTest {
  private static final Counts COUNTS = counts(10, 5, 3, 1, 1);

  private static Counts counts(
      long permitted, long denied, long unmapped, long unacceptable, long unrecorded) {
    return Counts.of(Account.PERMITTED, permitted)
        .plus(Account.DENIED, denied)
        .plus(Account.UNMAPPED, unmapped)
        .plus(Account.UNACCEPTABLE, unacceptable)
        .plus(Account.UNRECORDED, unrecorded);
  }

  @Test
  void everyAttemptIsCountedOnce() {
    assertThat(COUNTS.attempts()).isEqualTo(20);
    assertThat(COUNTS.evaluated() + COUNTS.refused() + COUNTS.count(Account.UNRECORDED))
        .isEqualTo(20);
    assertThat(COUNTS.plus(COUNTS).attempts()).isEqualTo(40);
  }

  @Test
  void ratesComeWithWhatTheyAreAPartOf() {
    assertThat(COUNTS.deniedOfEvaluated()).isEqualTo(new Rate(5, 15));
    assertThat(COUNTS.refusedOfAttempts()).isEqualTo(new Rate(4, 20));
    assertThat(COUNTS.failedOfAttempts()).isEqualTo(new Rate(10, 20));
    assertThat(COUNTS.failedOfAttempts().percent()).isEqualTo(50);
  }

  @Test
  void aPartOfNothingHasNoPercentage() {
    assertThat(Counts.NONE.deniedOfEvaluated().isDefined()).isFalse();
    assertThatThrownBy(() -> Counts.NONE.deniedOfEvaluated().percent())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aRateIsNeverMoreThanItsWhole() {
    assertThatThrownBy(() -> new Rate(2, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theMostFailedComesFirstThenTheMostAttempts() {
    Breakdown breakdown =
        new Breakdown(
            List.of(
                new Breakdown.Row("b", counts(1, 1, 0, 0, 0)),
                new Breakdown.Row("a", counts(1, 1, 0, 0, 0)),
                new Breakdown.Row("busy", counts(9, 1, 0, 0, 0)),
                new Breakdown.Row("worst", counts(0, 1, 1, 0, 0))));
    assertThat(breakdown.rows())
        .extracting(Breakdown.Row::name)
        .containsExactly("worst", "busy", "a", "b");
    assertThat(breakdown.total()).isEqualTo(counts(11, 4, 1, 0, 0));
  }

  @Test
  void aReportWhoseAccountsDoNotBalanceCannotBeBuilt() {
    Breakdown one = new Breakdown(List.of(new Breakdown.Row("a", counts(1, 1, 0, 0, 0))));
    Intake intake = new Intake(1, 1, 1, 0, 0, List.of());
    Timing timing = new Timing(2, 1, 1, 1, 2);
    DenialCause cause =
        new DenialCause(new DenialCause.Key(ReasonCode.NO_PERMIT, "t", "", ""), "", "f:1", 1);
    assertThat(new RunReport(intake, one.total(), one, one, one, List.of(cause), timing).causes())
        .hasSize(1);
    assertThatThrownBy(() -> new RunReport(intake, one.total(), one, one, one, List.of(), timing))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new RunReport(intake, Counts.NONE, one, one, one, List.of(cause), timing))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Intake(1, 3, 1, 1, 0, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
