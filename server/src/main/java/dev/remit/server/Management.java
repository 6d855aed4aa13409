package dev.remit.server;

import com.linecorp.armeria.server.logging.AccessLogWriter;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.server.access.Gate;
import dev.remit.server.bundle.BundleEndpoints;
import dev.remit.server.bundle.FolderWatch;
import dev.remit.server.bundle.Publications;
import dev.remit.server.decision.ActiveBasis;
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
import dev.remit.server.retention.HourlyRetention;
import dev.remit.server.setting.Settings;
import dev.remit.server.source.SourceEndpoints;
import dev.remit.server.source.Sources;
import dev.remit.store.data.DataFault;
import dev.remit.store.disk.Disk;
import dev.remit.store.entity.OverlappingEntities;
import dev.remit.store.signature.SigningKey;
import dev.remit.validator.OfficialValidator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// What runs beside the decisions: bundles, entities, the record of decisions, and how it all is.
final class Management implements AutoCloseable {
  private final Settings settings;
  private final Surroundings around;
  private final Storage storage;
  private final Publications publications;
  private final FolderWatch watch;
  private final Sources sources;
  private final DecisionStream stream;
  private final Metrics metrics;
  private final AccessLog accessLog;
  private final Optional<HourlyRetention> retention;

  private Management(
      Settings settings,
      Surroundings around,
      Storage storage,
      Publications publications,
      Sources sources,
      DecisionStream stream,
      AccessLog accessLog,
      Optional<HourlyRetention> retention) {
    this.settings = settings;
    this.around = around;
    this.storage = storage;
    this.publications = publications;
    this.watch =
        FolderWatch.start(
            settings.bundle(), publications, around.clock(), around.operator(), settings.watch());
    this.sources = sources;
    this.stream = stream;
    this.metrics = new Metrics();
    this.accessLog = accessLog;
    this.retention = retention;
  }

  static Management open(Settings settings, Surroundings around, Storage storage, Executor blocking)
      throws ServerFault {
    @Nullable SigningKey signing = Retaining.key(settings);
    Publications publications = publications(settings, around, storage);
    try {
      Disk files = storage.folder().log();
      AccessLog accessLog = AccessLog.open(settings.telemetry().accessLog(), around.operator());
      DecisionStream stream = DecisionStream.start(storage.log(), files, blocking);
      Optional<HourlyRetention> retention =
          Retaining.start(settings, storage, publications.basis().inUse(), around, signing);
      blocking.execute(() -> publications.tellOfUnfitEntities(around.operator()));
      Sources sources =
          Sources.start(
              settings.sources(),
              publications.basis(),
              around.clock(),
              blocking,
              around.operator());
      return new Management(
          settings, around, storage, publications, sources, stream, accessLog, retention);
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

  private static Publications publications(Settings settings, Surroundings around, Storage storage)
      throws ServerFault {
    try {
      return Publications.begin(
          settings.bundle(),
          new Publications.Store(
              storage.bundles(), storage.folder().disk(), storage.entities(), around.clock()),
          new OfficialValidator(),
          around.operator());
    } catch (SyntaxException e) {
      throw new ServerFault(String.valueOf(e.getMessage()), e);
    } catch (IOException | OverlappingEntities e) {
      throw new ServerFault(storage.folder().path() + ": " + e.getMessage(), e);
    }
  }

  ActiveBasis basis() {
    return publications.basis();
  }

  AccessLogWriter accessLog() {
    boolean isNone = settings.telemetry().accessLog().equals("none");
    return isNone ? AccessLogWriter.disabled() : accessLog;
  }

  /// The same recorder, measured.
  Recorder measured(Recorder recorder) {
    return new MeasuredRecorder(recorder, metrics, around.nanoTime());
  }

  List<Endpoint> endpoints(Gate gate, Vitals vitals) {
    List<Endpoint> all = new ArrayList<>();
    all.addAll(new BundleEndpoints(publications, gate).all());
    all.addAll(
        new EntityEndpoints(basis(), storage.entities(), sources.owners(), around.clock()).all());
    all.addAll(
        new DecisionEndpoints(
                new DecisionEndpoints.Sources(
                    storage.folder(),
                    storage.bundles(),
                    storage.entities(),
                    storage.keys(),
                    publications,
                    gate,
                    around.clock()))
            .all());
    all.addAll(new SourceEndpoints(sources).all());
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
    watch.close();
    sources.close();
    stream.close();
  }

  /// Once nobody asks any more.
  @Override
  public void close() {
    stop();
    retention.ifPresent(HourlyRetention::close);
    metrics.close();
    accessLog.close();
  }
}
