package dev.remit.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.policy.PolicyId;
import dev.remit.insight.rate.Account;
import dev.remit.pdp.decision.Decision;
import dev.remit.pdp.decision.Reason;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.server.TestRecords;
import dev.remit.store.data.TenantId;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MeasuredRecorderTest {
  private final Metrics metrics = new Metrics();
  private final AtomicLong nanos = new AtomicLong();
  private Duration recording = Duration.ZERO;
  private final MeasuredRecorder recorder =
      new MeasuredRecorder(
          TenantId.DEFAULT,
          _ -> {
            nanos.addAndGet(recording.toNanos());
            return CompletableFuture.completedFuture(null);
          },
          metrics,
          nanos::get);

  @AfterEach
  void close() {
    metrics.close();
  }

  private static DecisionRecord record(RecordKind kind, ReasonCode code) {
    Reason reason =
        code.namesPolicy() ? Reason.of(code, new PolicyId("p"), "") : Reason.of(code, "why");
    Decision decision =
        code == ReasonCode.PERMITTED
            ? new Decision.Permit(List.of(reason), List.of(), List.of())
            : new Decision.Deny(reason);
    return TestRecords.of(new UUID(1, 2), kind, decision);
  }

  private void keep(RecordKind kind, ReasonCode code) {
    recorder.keep(record(kind, code)).toCompletableFuture().join();
  }

  private long attempts(Account account) {
    String series =
        "remit_attempts_total{account=\"%s\",point=\"edge\",tenant=\"default\"} "
            .formatted(account.title());
    return metrics
        .text()
        .lines()
        .filter(line -> line.startsWith(series))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(series.length())))
        .sum();
  }

  @Test
  void everyReasonIsInTheAccountThatRatesCountItIn() {
    // Another system's permit is no decision of ours.
    for (ReasonCode code : EnumSet.complementOf(EnumSet.of(ReasonCode.OBSERVED_PERMIT))) {
      keep(RecordKind.DECISION, code);
      keep(RecordKind.TASK, code);
    }
    for (Account account : Account.ALL) {
      long codes =
          account.reasons().stream()
              .filter(code -> !code.equals(ReasonCode.OBSERVED_PERMIT.code()))
              .count();
      assertThat(attempts(account)).as(account.title()).isEqualTo(codes);
    }
  }

  @Test
  void anAttemptIsLateFromAnHourOn() {
    recording = Duration.ofHours(1);
    keep(RecordKind.DECISION, ReasonCode.NO_PERMIT);
    assertThat(metrics.text()).contains("remit_attempts_late_total{tenant=\"default\"} 0.0");
    recording = Duration.ofHours(1).plusNanos(1);
    keep(RecordKind.DECISION, ReasonCode.NO_PERMIT);
    keep(RecordKind.TASK, ReasonCode.TASK_NOTED);
    assertThat(metrics.text()).contains("remit_attempts_late_total{tenant=\"default\"} 1.0");
    assertThat(attempts(Account.DENIED)).isEqualTo(2);
  }
}
