package dev.remit.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.value.Name;
import dev.remit.insight.rate.Account;
import dev.remit.pdp.bundle.BundleDigest;
import dev.remit.pdp.decision.Decision;
import dev.remit.pdp.decision.DecisionInputs;
import dev.remit.pdp.decision.EngineVersion;
import dev.remit.pdp.decision.EntityVersion;
import dev.remit.pdp.decision.Reason;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.mapping.Mapping;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.pdp.request.Credential;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import dev.remit.store.data.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    RawRequest raw =
        new RawRequest.AccessReview(
            "",
            new RawRequest.Reviewed("emma", "", List.of(), new TreeMap<>()),
            new RawRequest.PathAccess("get", "/"),
            Provenance.ABSENT);
    DecisionInputs inputs =
        new DecisionInputs(
            new Mapping(new Name("Agent"), Map.of()).map(raw),
            Provenance.ABSENT,
            Credential.absent(),
            Instant.EPOCH,
            new BundleDigest("sha256:" + "0".repeat(64)),
            new EntityVersion("s", 0),
            EngineVersion.CURRENT,
            raw);
    return new DecisionRecord(
        new UUID(1, 2), "default", Instant.EPOCH, kind, "edge", inputs, decision, 0);
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
