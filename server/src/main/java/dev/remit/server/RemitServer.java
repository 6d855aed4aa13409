package dev.remit.server;

import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleFiles;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.pdp.record.Decider;
import dev.remit.pdp.record.UnrecordedAnswers;
import dev.remit.server.access.CallerRegistry;
import dev.remit.server.access.Gate;
import dev.remit.server.access.OwnPolicies;
import dev.remit.server.access.RegistryGate;
import dev.remit.server.authzen.Authzen;
import dev.remit.server.callers.CallerEndpoints;
import dev.remit.server.credential.CredentialValidator;
import dev.remit.server.decision.ActiveBasis;
import dev.remit.server.decision.DecisionService;
import dev.remit.server.decision.LogRecorder;
import dev.remit.server.http.Endpoint;
import dev.remit.server.http.Endpoints;
import dev.remit.server.setting.Settings;
import dev.remit.store.entity.OverlappingEntities;
import dev.remit.store.log.LogAccounts;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/// The service over one data folder. Whoever closes it loses nothing: it takes no more connections,
/// answers what it has, then forces the log.
public final class RemitServer implements AutoCloseable {
  private static final String TENANT = "default";

  private final Settings settings;
  private final Storage storage;
  private final ExecutorService blocking;
  private final CredentialValidator credentials;
  private final Listener listener;

  private RemitServer(
      Settings settings,
      Storage storage,
      ExecutorService blocking,
      CredentialValidator credentials,
      Listener listener) {
    this.settings = settings;
    this.storage = storage;
    this.blocking = blocking;
    this.credentials = credentials;
    this.listener = listener;
  }

  /// Returns once requests are answered. Throws with every mistake of the bundle, or with what the
  /// data folder or the address cannot do; nothing is left open then.
  public static RemitServer start(Settings settings, Surroundings around) throws ServerFault {
    Storage storage = Storage.open(settings.data(), settings.log().keeping(), around.clock());
    ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    CredentialValidator credentials =
        new CredentialValidator(settings, around.clock(), blocking, around.operator());
    try {
      Listener listener =
          Listener.open(
              settings,
              endpoints(settings, around, storage, blocking, credentials),
              around.operator());
      credentials.warm();
      return new RemitServer(settings, storage, blocking, credentials, listener);
    } catch (ServerFault e) {
      credentials.close();
      blocking.close();
      storage.close();
      throw e;
    }
  }

  private static Endpoints endpoints(
      Settings settings,
      Surroundings around,
      Storage storage,
      ExecutorService blocking,
      CredentialValidator credentials)
      throws ServerFault {
    CallerRegistry callers = callers(storage, around);
    Gate gate = new RegistryGate(callers, credentials, around.clock());
    ActiveBasis active = basis(settings, storage);
    DecisionService decisions =
        new DecisionService(
            active,
            new LogRecorder(storage.log(), blocking),
            new Decider.Sources(
                around.clock(), around.nanoTime(), () -> ThreadLocalRandom.current().nextLong()),
            unrecorded(settings.log()),
            TENANT);
    List<Endpoint> all = new ArrayList<>(Authzen.endpoints(decisions, gate, settings));
    all.addAll(new CallerEndpoints(callers, around.clock()).endpoints());
    return new Endpoints(all, gate, settings.limits(), blocking, around.operator());
  }

  private static UnrecordedAnswers unrecorded(Settings.Log log) {
    return new UnrecordedAnswers(
        switch (log.whenUnwritable()) {
          case DENY -> UnrecordedAnswers.Choice.DENY;
          case ANSWER -> UnrecordedAnswers.Choice.ANSWER;
        });
  }

  private static CallerRegistry callers(Storage storage, Surroundings around) throws ServerFault {
    try {
      return CallerRegistry.open(
          storage.folder().disk(), OwnPolicies.of(TENANT), around.clock(), around.operator());
    } catch (IOException e) {
      throw new ServerFault(storage.folder().path() + ": " + e.getMessage(), e);
    }
  }

  private static ActiveBasis basis(Settings settings, Storage storage) throws ServerFault {
    try {
      BundleFiles files = BundleReader.readFiles(settings.bundle());
      Bundle bundle = BundleReader.read(settings.bundle(), files);
      return ActiveBasis.begin(storage.bundles(), storage.entities(), bundle, files);
    } catch (SyntaxException e) {
      throw new ServerFault(String.valueOf(e.getMessage()), e);
    } catch (IOException | OverlappingEntities e) {
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
    return storage.log().accounts();
  }

  @Override
  public void close() throws ServerFault {
    listener.close();
    credentials.close();
    blocking.close();
    storage.close();
  }
}
