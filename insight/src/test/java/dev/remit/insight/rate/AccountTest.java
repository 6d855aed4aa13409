package dev.remit.insight.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.record.RecordKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccountTest {
  @Test
  void onlyWantOfAuthorityIsADenial() {
    assertThat(Set.copyOf(Account.DENIED.reasons()))
        .isEqualTo(
            Set.of(
                "forbidden",
                "no-permit",
                "no-delegator",
                "delegation-too-deep",
                "acts-for-nobody",
                "observed-denial"));
  }

  @Test
  void throttlingIsNoFault() {
    assertThat(Account.THROTTLED.reasons()).containsExactly("throttled");
    assertThat(Account.FAULT.reasons()).containsExactly("fault");
  }

  @Test
  void whatWeDenyToBeSafeIsNoWantOfAuthority() {
    List<String> reasons = new ArrayList<>();
    Account.ALL.stream()
        .filter(Account::isFailedClosed)
        .forEach(account -> reasons.addAll(account.reasons()));
    assertThat(Set.copyOf(reasons))
        .isEqualTo(
            Set.of(
                "forbid-error",
                "stale",
                "effect-error",
                "unclassified",
                "unmapped",
                "not-recorded"));
  }

  @Test
  void everyReasonIsInOneAccountUnlessItIsANote() {
    List<String> reasons = new ArrayList<>();
    Account.ALL.forEach(account -> reasons.addAll(account.reasons()));
    assertThat(reasons)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(ReasonCode.values())
                .filter(reason -> reason.kind() != ReasonCode.Kind.NOTED)
                .map(ReasonCode::code)
                .toList())
        .doesNotContain("task-noted", "searched");
  }

  @ParameterizedTest
  @EnumSource(RecordKind.class)
  void searchesAndNotesAreInNoAccount(RecordKind kind) {
    assertThat(Account.of(kind, ReasonCode.PERMITTED).isEmpty())
        .isEqualTo(kind == RecordKind.SEARCH || kind == RecordKind.TASK);
  }

  @Test
  void attemptsAreTheSumOfAllAccounts() {
    Counts counts = Counts.NONE;
    for (Account account : Account.ALL) {
      counts = counts.plus(Counts.of(account, 1L << account.place()));
    }
    assertThat(counts.attempts()).isEqualTo((1L << Account.ALL.size()) - 1);
    assertThat(counts.deniedOfEvaluated()).isEqualTo(new Rate(2, 3));
    assertThat(counts.deniedOfAttempts()).isEqualTo(new Rate(2, 511));
  }

  @Test
  void withoutACauseItsDenialsAreInNeitherPartOfTheRate() {
    Counts counts = Counts.of(Account.DENIED, 10_015).plus(Account.PERMITTED, 13_960);
    assertThat(counts.withoutDenied(10_011).deniedOfEvaluated()).isEqualTo(new Rate(4, 13_964));
    assertThatThrownBy(() -> counts.withoutDenied(10_016))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
