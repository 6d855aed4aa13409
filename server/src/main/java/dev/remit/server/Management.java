package dev.remit.server;

import com.linecorp.armeria.server.logging.AccessLogWriter;
import dev.remit.server.access.Gate;
import dev.remit.server.access.PerTenant;
import dev.remit.server.bundle.BundleEndpoints;
import dev.remit.server.decision.Recorder;
import dev.remit.server.entity.EntityEndpoints;
import dev.remit.server.health.AccessLog;
import dev.remit.server.health.HealthEndpoints;
import dev.remit.server.health.MeasuredRecorder;
import dev.remit.server.health.Metrics;
import dev.remit.server.health.Readiness;
import dev.remit.server.health.Vitals;
import dev.remit.server.history.DecisionEndpoints;
import dev.remit.server.history.DecisionStream;
import dev.remit.server.http.Endpoint;
import dev.remit.server.measure.CausesEndpoint;
import dev.remit.server.measure.QuestionThreads;
import dev.remit.server.measure.Questions;
import dev.remit.server.measure.RatesEndpoint;
import dev.remit.server.retention.HourlyRetention;
import dev.remit.server.setting.Settings;
import dev.remit.server.source.SourceEndpoints;
import dev.remit.server.source.Sources;
import dev.remit.store.data.DataFault;
import dev.remit.store.data.TenantId;
import dev.remit.store.disk.Disk;
import dev.remit.store.signature.SigningKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// What runs beside the decisions: the record of decisions, and how it all is.
final class Management implements AutoCloseable {
  private final Settings settings;
  private final Surroundings around;
  private final Storage storage;
  private final DecisionStream stream;
  private final Metrics metrics;
  private final AccessLog accessLog;
  private final Optional<HourlyRetention> retention;
  private final Semaphore searches = DecisionEndpoints.searches();
  private final QuestionThreads questionThreads = new QuestionThreads();

  private Management(
      Settings settings,
      Surroundings around,
      Storage storage,
      DecisionStream stream,
      AccessLog accessLog,
      Optional<HourlyRetention> retention) {
    this.settings = settings;
    this.around = around;
    this.storage = storage;
    this.stream = stream;
    this.metrics = new Metrics();
    this.accessLog = accessLog;
    this.retention = retention;
  }

  static Management open(
      Settings settings,
      Surroundings around,
      Storage storage,
      PerTenant<Tenant> tenants,
      Executor blocking)
      throws ServerFault {
    @Nullable SigningKey signing = Retaining.key(settings);
    try {
      Disk files = storage.folder().log();
      AccessLog accessLog = AccessLog.open(settings.telemetry().accessLog(), around.operator());
      DecisionStream stream = DecisionStream.start(storage.log(), files, blocking);
      Optional<HourlyRetention> retention =
          Retaining.start(settings, storage, tenants, around, signing);
      return new Management(settings, around, storage, stream, accessLog, retention);
    } catch (DataFault e) {
      throw new ServerFault(e.text(), e);
    } catch (IOException e) {
      throw new ServerFault(
          "access-log: `"
              + settings.telemetry().accessLog()
              + "` cannot be written ("
              + e
              + "); set another",
          e);
    }
  }

  AccessLogWriter accessLog() {
    boolean isNone = settings.telemetry().accessLog().equals("none");
    return isNone ? AccessLogWriter.disabled() : accessLog;
  }

  /// The same recorder, measured, for a tenant's decisions.
  Recorder measured(TenantId tenant, Recorder recorder) {
    return new MeasuredRecorder(tenant, recorder, metrics, around.nanoTime());
  }

  /// Those of a tenant, over what is its own.
  List<Endpoint> endpoints(Tenant tenant, Gate gate) {
    TenantStorage kept = tenant.kept();
    List<Endpoint> all = new ArrayList<>();
    all.addAll(new BundleEndpoints(tenant.publications(), gate).all());
    all.addAll(
        new EntityEndpoints(
                tenant.basis(), kept.entities(), tenant.sources().owners(), around.clock())
            .all());
    all.addAll(
        new DecisionEndpoints(
                new DecisionEndpoints.Sources(
                    tenant.id(),
                    storage.folder(),
                    searches,
                    kept.bundles(),
                    kept.entities(),
                    storage.keys(),
                    tenant.publications(),
                    gate,
                    around.clock()))
            .all());
    Questions questions = new Questions(storage.folder(), questionThreads);
    all.add(new RatesEndpoint(tenant.id(), questions, around.clock()).endpoint());
    all.add(new CausesEndpoint(tenant.id(), questions, around.clock()).endpoint());
    all.addAll(new SourceEndpoints(tenant.sources()).all());
    return all;
  }

  /// Those of the whole service.
  List<Endpoint> endpoints(Vitals vitals, Sources sources) {
    List<Endpoint> all = new ArrayList<>();
    all.add(stream.endpoint());
    metrics.tell(vitals);
    retention.ifPresent(metrics::tell);
    metrics.tell(sources, around.clock());
    all.addAll(
        new HealthEndpoints(new Readiness(vitals), metrics, settings.telemetry().openMetrics())
            .all());
    return all;
  }

  /// How many follow decisions.
  int streams() {
    return stream.clients();
  }

  /// Ends what would keep connections open.
  void stop() {
    stream.close();
  }

  /// Once nobody asks any more.
  @Override
  public void close() {
    stop();
    retention.ifPresent(HourlyRetention::close);
    questionThreads.close();
    metrics.close();
    accessLog.close();
  }
}
