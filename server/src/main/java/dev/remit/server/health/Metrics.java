package dev.remit.server.health;

import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.record.UnrecordedAnswers;
import dev.remit.server.decision.ActiveBasis;
import dev.remit.server.ledger.FlowMemory;
import dev.remit.server.retention.HourlyRetention;
import dev.remit.server.source.Sources;
import dev.remit.store.data.TenantId;
import dev.remit.store.log.LogAccounts;
import dev.remit.store.log.SegmentedLog;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.ToLongFunction;

/// The numbers of a service, as Prometheus reads them. Any thread may count.
///
/// Decisions are counted for each tenant by itself, by [DecisionCounts].
public final class Metrics implements AutoCloseable {
  private static final double MILLIS_PER_SECOND = 1e3;

  private static final Duration[] BUCKETS = {
    Duration.ofNanos(50_000),
    Duration.ofNanos(100_000),
    Duration.ofNanos(250_000),
    Duration.ofNanos(500_000),
    Duration.ofMillis(1),
    Duration.ofNanos(2_500_000),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofSeconds(1)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Timer deciding = timer("remit.decision", "Time to map and decide a request.");
  private final Timer recording = timer("remit.recording", "Time until a decision was kept.");
  private final MultiGauge bundles =
      MultiGauge.builder("remit.bundle.info")
          .description("1, for the bundle in force of each tenant.")
          .register(registry);

  /// What is to be done before the numbers are told.
  private volatile Runnable before = () -> {};

  private Timer timer(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  /// Begins to tell of a service.
  public void tell(Vitals vitals) {
    tell(vitals.log());
    tell(vitals.unrecorded());
    vitals.tenants().forEach(this::tell);
    before = () -> bundles.register(vitals.tenants().stream().map(Metrics::bundle).toList(), true);
    gauge("remit.connections", "Open connections.", vitals.connections()::getAsInt);
    gauge("remit.streams", "Clients that follow decisions.", vitals.streams()::getAsInt);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /// Begins to tell of what retention removes.
  public void tell(HourlyRetention retention) {
    removed(retention, "records", HourlyRetention.Totals::records);
    removed(retention, "bytes", HourlyRetention.Totals::bytes);
    removed(retention, "bundles", HourlyRetention.Totals::bundles);
    gauge(
        "remit.retention.problem",
        "1 if what is past its limits could not be removed.",
        () -> retention.totals().isFailing() ? 1 : 0);
  }

  private void removed(
      HourlyRetention retention, String what, ToLongFunction<HourlyRetention.Totals> count) {
    FunctionCounter.builder(
            "remit.retention.removed", retention, of -> (double) count.applyAsLong(of.totals()))
        .description("What retention removed since the start.")
        .tag("what", what)
        .register(registry);
  }

  private void tell(SegmentedLog log) {
    records(log, "received", LogAccounts::received);
    records(log, "logged", LogAccounts::logged);
    records(log, "refused", LogAccounts::refused);
    gauge("remit.log.waiting", "Records not yet kept.", () -> log.accounts().waiting());
    gauge(
        "remit.log.failed",
        "1 if the log keeps nothing any more, and everything is denied.",
        () -> log.failure() == null ? 0 : 1);
    gauge(
        "remit.log.sealing.problem",
        "1 if what is written cannot be sealed.",
        () -> log.sealingProblem() == null ? 0 : 1);
  }

  private void tell(UnrecordedAnswers unrecorded) {
    unrecorded(unrecorded, "answered", UnrecordedAnswers::answered);
    unrecorded(unrecorded, "denied", UnrecordedAnswers::denied);
  }

  private void unrecorded(
      UnrecordedAnswers unrecorded, String became, ToLongFunction<UnrecordedAnswers> count) {
    FunctionCounter.builder("remit.unrecorded", unrecorded, all -> (double) count.applyAsLong(all))
        .description("Answers that the log does not hold, by what became of them.")
        .tag("became", became)
        .register(registry);
  }

  private void records(SegmentedLog log, String account, ToLongFunction<LogAccounts> count) {
    FunctionCounter.builder(
            "remit.log.records", log, kept -> (double) count.applyAsLong(kept.accounts()))
        .description("Records since the start: received is logged, refused and waiting.")
        .tag("account", account)
        .register(registry);
  }

  private void tell(Vitals.OfTenant tenant) {
    ActiveBasis basis = tenant.basis();
    Tags tags = tags(tenant.tenant());
    gauge(
        "remit.entities.version",
        "Changes of the stored entities.",
        tags,
        () -> basis.entities().version().sequence());
    gauge("remit.entities", "Stored entities.", tags, () -> basis.entities().entities().size());
    gauge(
        "remit.flow.bytes",
        "Memory of what passed through tasks, of `limits.flow`.",
        tags,
        () -> tenant.flow().held());
    FunctionCounter.builder("remit.flow.left.out", tenant.flow(), FlowMemory::leftOut)
        .description("Messages of tasks that were not taken in for want of room since the start.")
        .tags(tags)
        .register(registry);
  }

  private static Tags tags(TenantId tenant) {
    return Tags.of("tenant", tenant.value());
  }

  private static MultiGauge.Row<Number> bundle(Vitals.OfTenant tenant) {
    Bundle bundle = tenant.basis().current().bundle();
    return MultiGauge.Row.of(
        tags(tenant.tenant())
            .and("digest", bundle.digest().hex(), "name", bundle.manifest().name()),
        1);
  }

  /// Begins to tell of sources, whose ages are counted by `clock`.
  public void tell(Sources sources, InstantSource clock) {
    for (Sources.Vital each : sources.vitals()) {
      Gauge.builder("remit.source.age.seconds", () -> age(sources, each.name(), clock))
          .description("Seconds since the source was last pulled well; NaN if it never was.")
          .tag("source", each.name())
          .strongReference(true)
          .register(registry);
      FunctionCounter.builder(
              "remit.source.failures", sources, all -> (double) vital(all, each.name()).failures())
          .description("How often the source could not be pulled since the start.")
          .tag("source", each.name())
          .register(registry);
    }
  }

  private static double age(Sources sources, String name, InstantSource clock) {
    Instant pulled = vital(sources, name).pulled();
    return pulled == null
        ? Double.NaN
        : Duration.between(pulled, clock.instant()).toMillis() / MILLIS_PER_SECOND;
  }

  private static Sources.Vital vital(Sources sources, String name) {
    return sources.vitals().stream()
        .filter(vital -> vital.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /// A number of now.
  @FunctionalInterface
  private interface Reading {
    double now();
  }

  private void gauge(String name, String description, Reading reading) {
    gauge(name, description, Tags.empty(), reading);
  }

  private void gauge(String name, String description, Tags tags, Reading reading) {
    Gauge.builder(name, reading, Reading::now)
        .description(description)
        .tags(tags)
        .strongReference(true)
        .register(registry);
  }

  /// Those of one tenant's decisions.
  DecisionCounts decisions(TenantId tenant) {
    return new DecisionCounts(registry, tags(tenant), deciding, recording);
  }

  /// In Prometheus' text form.
  String text() {
    before.run();
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
