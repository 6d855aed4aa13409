package dev.remit.server;

import com.linecorp.armeria.server.HttpServiceWithRoutes;
import dev.remit.pdp.record.Decider;
import dev.remit.pdp.record.UnrecordedAnswers;
import dev.remit.server.access.CallerRegistry;
import dev.remit.server.access.Gate;
import dev.remit.server.access.OwnPolicies;
import dev.remit.server.access.RegistryGate;
import dev.remit.server.api.OpenApiEndpoint;
import dev.remit.server.authzen.Authzen;
import dev.remit.server.callers.CallerEndpoints;
import dev.remit.server.credential.CredentialValidator;
import dev.remit.server.decision.DecisionService;
import dev.remit.server.decision.LogRecorder;
import dev.remit.server.envoy.AuthorizationCheck;
import dev.remit.server.envoy.CheckEndpoints;
import dev.remit.server.forward.ForwardAuthEndpoint;
import dev.remit.server.gateway.ClientTokens;
import dev.remit.server.gateway.Gateways;
import dev.remit.server.health.Vitals;
import dev.remit.server.http.Endpoint;
import dev.remit.server.http.Endpoints;
import dev.remit.server.kubernetes.AccessReviewEndpoint;
import dev.remit.server.setting.Settings;
import dev.remit.store.log.LogAccounts;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The service over one data folder. Whoever closes it loses nothing: it takes no more connections,
/// answers what it has, then forces the log.
public final class RemitServer implements AutoCloseable {
  private static final String TENANT = "default";

  private final Settings settings;
  private final Resources resources;
  private final Listener listener;

  private RemitServer(Settings settings, Resources resources, Listener listener) {
    this.settings = settings;
    this.resources = resources;
    this.listener = listener;
  }

  /// What the service holds while it runs, beside its listener.
  private record Resources(
      Storage storage,
      ExecutorService blocking,
      UnrecordedAnswers unrecorded,
      CredentialValidator credentials,
      Management management)
      implements AutoCloseable {
    private static Resources open(Settings settings, Surroundings around) throws ServerFault {
      Storage storage = Storage.open(settings.data(), settings.log().keeping(), around.clock());
      ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
      try {
        return new Resources(
            storage,
            blocking,
            new UnrecordedAnswers(choice(settings.log().whenUnwritable())),
            new CredentialValidator(settings, around.clock(), blocking, around.operator()),
            Management.open(settings, around, storage, blocking));
      } catch (ServerFault e) {
        blocking.close();
        storage.close();
        throw e;
      }
    }

    private static UnrecordedAnswers.Choice choice(Settings.WhenUnwritable setting) {
      return switch (setting) {
        case DENY -> UnrecordedAnswers.Choice.DENY;
        case ANSWER -> UnrecordedAnswers.Choice.ANSWER;
      };
    }

    /// Once nobody asks any more.
    @Override
    public void close() throws ServerFault {
      management.stop();
      credentials.close();
      blocking.close();
      management.close();
      storage.close();
    }
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
    CallerRegistry callers = callers(resources.storage(), around);
    Gate gate = new RegistryGate(callers, resources.credentials(), around.clock());
    Management management = resources.management();
    DecisionService decisions = decisions(around, resources);
    List<Endpoint> all = new ArrayList<>(Authzen.endpoints(decisions, gate, settings));
    ClientTokens tokens = new ClientTokens(resources.credentials());
    Gateways gateways = new Gateways(decisions, tokens);
    all.add(new ForwardAuthEndpoint(gateways).endpoint());
    all.add(new AccessReviewEndpoint(decisions).endpoint());
    all.addAll(new CheckEndpoints(gateways).endpoints());
    all.addAll(new CallerEndpoints(callers, around.clock()).endpoints());
    all.addAll(management.endpoints(gate, vitals(resources, opened)));
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

  private static DecisionService decisions(Surroundings around, Resources resources) {
    Management management = resources.management();
    return new DecisionService(
        management.basis(),
        management.measured(new LogRecorder(resources.storage().log(), resources.blocking())),
        new Decider.Sources(
            around.clock(), around.nanoTime(), () -> ThreadLocalRandom.current().nextLong()),
        resources.unrecorded(),
        TENANT);
  }

  private static Vitals vitals(Resources resources, AtomicReference<@Nullable Listener> opened) {
    return new Vitals(
        resources.management().basis(),
        resources.storage().log(),
        resources.unrecorded(),
        resources.storage().folder().path(),
        () -> {
          Listener listener = opened.get();
          return listener == null ? 0 : listener.connections();
        },
        resources.management()::streams);
  }

  private static CallerRegistry callers(Storage storage, Surroundings around) throws ServerFault {
    try {
      return CallerRegistry.open(
          storage.folder().disk(), OwnPolicies.of(TENANT), around.clock(), around.operator());
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
    resources.management().stop(); // Those who follow decisions would keep connections open.
    listener.close();
    resources.close();
  }
}
