package dev.remit.server.health;

import dev.remit.cedar.json.Json;
import dev.remit.insight.rate.Account;
import dev.remit.insight.rate.DetailsReader;
import dev.remit.insight.rate.OutcomeNotes;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.pdp.request.RawRequest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// How many decisions of one tenant there were, by outcome, decision point and reason, and how many
/// attempts came to what, by the accounts of all rates. Any thread may count.
///
/// Of points so many have a name of their own, so that no caller can make the numbers grow without
/// end, and none of another tenant's is left without a name for it. No identity is ever a label.
final class DecisionCounts {
  /// Decision points with a name of their own; further ones are counted as `other`.
  static final int POINTS_MAX = 100;

  private final MeterRegistry registry;
  private final Tags tags;
  private final Timer deciding;
  private final Timer recording;
  private final Map<String, String> points = new ConcurrentHashMap<>();
  private final Map<Kind, Counter> decisions = new ConcurrentHashMap<>();
  private final Map<Attempts, Counter> attempts = new ConcurrentHashMap<>();
  private final Counter late;

  private final Map<Seen, Counter> seen = new ConcurrentHashMap<>();

  /// What is counted apart.
  private record Kind(String outcome, String point, String reason) {}

  private record Attempts(Account account, String point) {}

  /// What users saw of attempts; `name` is that of the metric.
  private record Seen(String name, String account, String seen, String point) {}

  DecisionCounts(MeterRegistry registry, Tags tags, Timer deciding, Timer recording) {
    this.registry = Objects.requireNonNull(registry, "registry");
    this.tags = Objects.requireNonNull(tags, "tags");
    this.deciding = Objects.requireNonNull(deciding, "deciding");
    this.recording = Objects.requireNonNull(recording, "recording");
    this.late =
        Counter.builder("remit.attempts.late")
            .description("Attempts that were recorded late, as rates call it.")
            .tags(tags)
            .register(registry);
  }

  /// Counts a decision that was kept.
  void kept(DecisionRecord record, Duration recordingTook) {
    count(record, record.decision().outcome(), record.decision().reasons().getFirst().code());
    recording.record(recordingTook);
    if (record.inputs().raw() instanceof RawRequest.Evaluation raw
        && record.kind() == RecordKind.TASK
        && raw.action().id().equals(OutcomeNotes.SEEN)) {
      countSeen("remit.visible.attempts", raw.context(), record.point());
      if (raw.context().find(OutcomeNotes.RETRIED) instanceof Json.JsonObject retried) {
        countSeen("remit.visible.retried", retried, record.point());
      }
    }
    if (recordingTook.compareTo(DetailsReader.LATE) > 0 && !record.kind().isOutsideRates()) {
      late.increment();
    }
  }

  /// Counts a decision that could not be kept, and was answered with a denial.
  void notKept(DecisionRecord record) {
    count(record, "deny", ReasonCode.NOT_RECORDED);
  }

  /// Notes of tasks are no decisions that anybody could have a rate of.
  private void count(DecisionRecord record, String outcome, ReasonCode reason) {
    if (record.kind() == RecordKind.TASK) {
      return;
    }
    deciding.record(Duration.ofNanos(record.latencyNanos()));
    Kind kind = new Kind(outcome, point(record.point()), reason.code());
    decisions.computeIfAbsent(kind, this::counter).increment();
    Account.of(record.kind(), reason)
        .ifPresent(account ->
            attempts
                .computeIfAbsent(new Attempts(account, kind.point()), this::counter)
                .increment());
  }

  private void countSeen(String name, Json.JsonObject said, String point) {
    if (said.find(OutcomeNotes.REASON) instanceof Json.JsonString(String code, _)
        && said.find(OutcomeNotes.STATUS) instanceof Json.JsonInteger(long status, _)) {
      String account =
          ReasonCode.find(code).flatMap(Account::of).map(Account::title).orElse("other");
      String how = OutcomeNotes.isFailed(status) ? "failed" : "succeeded";
      seen.computeIfAbsent(new Seen(name, account, how, point(point)), this::counter).increment();
    }
  }

  private Counter counter(Seen kind) {
    return Counter.builder(kind.name())
        .description("Attempts of which it was reported what users saw; those that were retried.")
        .tags(tags)
        .tag("account", kind.account())
        .tag("seen", kind.seen())
        .tag("point", kind.point())
        .register(registry);
  }

  private String point(String point) {
    String known = points.get(point);
    if (known == null) {
      known = points.size() < POINTS_MAX ? point : "other";
      if (points.size() < POINTS_MAX) {
        points.put(point, point);
      }
    }
    return known;
  }

  private Counter counter(Attempts kind) {
    return Counter.builder("remit.attempts")
        .description("Attempts by tenant, decision point and what they came to.")
        .tags(tags)
        .tag("account", kind.account().title())
        .tag("point", kind.point())
        .register(registry);
  }

  private Counter counter(Kind kind) {
    return Counter.builder("remit.decisions")
        .description("Decisions by tenant, outcome, decision point and reason.")
        .tags(tags)
        .tag("outcome", kind.outcome())
        .tag("point", kind.point())
        .tag("reason", kind.reason())
        .register(registry);
  }
}
