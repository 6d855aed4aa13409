package dev.remit.server;

import com.linecorp.armeria.server.HttpServiceWithRoutes;
import dev.remit.pdp.record.Decider;
import dev.remit.server.access.CallerRegistry;
import dev.remit.server.access.Gate;
import dev.remit.server.access.OwnPolicies;
import dev.remit.server.access.PerTenant;
import dev.remit.server.access.RegistryGate;
import dev.remit.server.api.OpenApiEndpoint;
import dev.remit.server.authzen.Authzen;
import dev.remit.server.callers.CallerEndpoints;
import dev.remit.server.decision.DecisionService;
import dev.remit.server.decision.LogRecorder;
import dev.remit.server.decision.Recorder;
import dev.remit.server.envoy.AuthorizationCheck;
import dev.remit.server.envoy.CheckEndpoints;
import dev.remit.server.forward.ForwardAuthEndpoint;
import dev.remit.server.gateway.ClientTokens;
import dev.remit.server.gateway.Gateways;
import dev.remit.server.health.Vitals;
import dev.remit.server.http.Endpoint;
import dev.remit.server.http.Endpoints;
import dev.remit.server.http.TenantTable;
import dev.remit.server.kubernetes.AccessReviewEndpoint;
import dev.remit.server.setting.Settings;
import dev.remit.server.task.MessageEndpoint;
import dev.remit.server.task.OutcomeEndpoint;
import dev.remit.server.task.RecentRecords;
import dev.remit.server.task.Reports;
import dev.remit.server.task.TaskEndpoints;
import dev.remit.server.task.TaskOutcomeEndpoint;
import dev.remit.store.data.DataFault;
import dev.remit.store.data.TenantId;
import dev.remit.store.disk.Disk;
import dev.remit.store.log.LogAccounts;
import dev.remit.store.log.LogReader;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The service over one data folder. Whoever closes it loses nothing: it takes no more connections,
/// answers what it has, then forces the log.
public final class RemitServer implements AutoCloseable {
  private final Settings settings;
  private final Resources resources;
  private final Listener listener;

  private RemitServer(Settings settings, Resources resources, Listener listener) {
    this.settings = settings;
    this.resources = resources;
    this.listener = listener;
  }

  /// Returns once requests are answered. Throws with every mistake of the bundle, or with what the
  /// data folder or the address cannot do; nothing is left open then.
  public static RemitServer start(Settings settings, Surroundings around) throws ServerFault {
    Resources resources = Resources.open(settings, around);
    try {
      Listener listener = listen(settings, around, resources);
      resources.credentials().warm();
      return new RemitServer(settings, resources, listener);
    } catch (ServerFault e) {
      resources.close();
      throw e;
    }
  }

  private static Listener listen(Settings settings, Surroundings around, Resources resources)
      throws ServerFault {
    AtomicReference<@Nullable Listener> opened = new AtomicReference<>();
    Set<TenantId> served = settings.bundles().keySet();
    CallerRegistry callers = callers(resources.storage(), served, around);
    Gate gate = new RegistryGate(callers, resources.credentials(), served, around.clock());
    Management management = resources.management();
    Disk log = log(resources.storage());
    PerTenant<Tenant> tenants = resources.tenants().all();
    PerTenant<RecentRecords> recent = tenants.map(tenant -> recent(tenant, resources));
    PerTenant<DecisionService> decisions =
        tenants.map(tenant -> decisions(tenant, around, resources, recent.require(tenant.id())));
    ClientTokens tokens = new ClientTokens(resources.credentials());
    List<Endpoint> all =
        new ArrayList<>(
            TenantTable.of(
                tenants.map(tenant ->
                    endpoints(
                        decisions.require(tenant.id()),
                        tokens,
                        management.endpoints(tenant, gate),
                        gate,
                        settings,
                        new Reports(
                            decisions.require(tenant.id()),
                            recent.require(tenant.id()),
                            new LogReader(log))))));
    all.addAll(new CallerEndpoints(callers, served, around.clock()).endpoints());
    all.addAll(
        management.endpoints(
            vitals(resources, opened), tenants.require(TenantId.DEFAULT).sources()));
    all.add(OpenApiEndpoint.of(all));
    HttpServiceWithRoutes envoy =
        new AuthorizationCheck(decisions, tokens, gate, around.operator())
            .service(settings.limits().body().bytes());
    Listener listener =
        Listener.open(
            settings,
            new Endpoints(
                all,
                List.of(envoy),
                gate,
                settings.limits(),
                resources.blocking(),
                around.operator()),
            management.accessLog(),
            around.operator());
    opened.set(listener);
    return listener;
  }

  /// Those of one tenant: it may ask in every protocol, and manage what is its own.
  private static List<Endpoint> endpoints(
      DecisionService decisions,
      ClientTokens tokens,
      List<Endpoint> managed,
      Gate gate,
      Settings settings,
      Reports reports) {
    List<Endpoint> all =
        new ArrayList<>(Authzen.endpoints(decisions, gate, tokens.transactions(), settings));
    Gateways gateways = new Gateways(decisions, tokens);
    all.add(new ForwardAuthEndpoint(gateways).endpoint());
    all.add(new AccessReviewEndpoint(decisions).endpoint());
    all.addAll(new CheckEndpoints(gateways).endpoints());
    all.addAll(new TaskEndpoints(decisions).all());
    all.add(new MessageEndpoint(decisions).endpoint());
    all.add(new OutcomeEndpoint(decisions, reports).endpoint());
    all.add(new TaskOutcomeEndpoint(decisions, reports).endpoint());
    all.addAll(managed);
    return all;
  }

  private static RecentRecords recent(Tenant tenant, Resources resources) {
    Recorder log = new LogRecorder(resources.storage().log(), resources.blocking());
    return new RecentRecords(resources.management().measured(tenant.id(), log));
  }

  private static DecisionService decisions(
      Tenant tenant, Surroundings around, Resources resources, Recorder recorder) {
    return new DecisionService(
        tenant.basis(),
        recorder,
        new Decider.Sources(
            around.clock(), around.nanoTime(), () -> ThreadLocalRandom.current().nextLong()),
        resources.unrecorded(),
        tenant.id().value(),
        resources.tasks().of(tenant.id()));
  }

  private static Vitals vitals(Resources resources, AtomicReference<@Nullable Listener> opened) {
    return new Vitals(
        resources.tenants().all().all().stream()
            .map(tenant ->
                new Vitals.OfTenant(
                    tenant.id(),
                    tenant.basis(),
                    resources.tasks().of(tenant.id()).ledger().flowMemory()))
            .toList(),
        resources.storage().log(),
        resources.unrecorded(),
        resources.storage().folder().path(),
        () -> {
          Listener listener = opened.get();
          return listener == null ? 0 : listener.connections();
        },
        resources.management()::streams);
  }

  private static Disk log(Storage storage) throws ServerFault {
    try {
      return storage.folder().log();
    } catch (DataFault e) {
      throw new ServerFault(e.text(), e);
    }
  }

  private static CallerRegistry callers(Storage storage, Set<TenantId> served, Surroundings around)
      throws ServerFault {
    try {
      CallerRegistry callers =
          CallerRegistry.open(
              storage.folder().disk(), OwnPolicies.shipped(), around.clock(), around.operator());
      callers.tenants().stream()
          .filter(tenant -> !served.contains(tenant))
          .forEach(tenant ->
              around
                  .operator()
                  .accept(
                      "callers of the tenant `"
                          + tenant
                          + "` are refused, because it is not served; name it under `tenants`, or"
                          + " delete them"));
      return callers;
    } catch (IOException e) {
      throw new ServerFault(storage.folder().path() + ": " + e.getMessage(), e);
    }
  }

  public int port() {
    return listener.port();
  }

  /// What is served, where: one line for the operator.
  public String summary() {
    return "serving "
        + settings.bundle()
        + (settings.tenants().isEmpty()
            ? ""
            : " and the tenants " + String.join(", ", settings.tenants().keySet()))
        + " at "
        + address()
        + ", data in "
        + settings.data()
        + " (log "
        + settings.log().keeping().text()
        + ")";
  }

  /// The root of every path of the service.
  public URI address() {
    String scheme = settings.listen().tls().certificate().isGiven() ? "https" : "http";
    return URI.create(scheme + "://" + settings.listen().address() + ":" + port());
  }

  /// What became of the records since the start.
  public LogAccounts accounts() {
    return resources.storage().log().accounts();
  }

  @Override
  public void close() throws ServerFault {
    resources.tenants().close();
    resources.management().stop(); // Those who follow decisions would keep connections open.
    listener.close();
    resources.close();
  }
}
