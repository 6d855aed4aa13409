package dev.remit.server.authzen;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.pdp.bundle.BundleFile;
import dev.remit.pdp.bundle.BundleFiles;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.pdp.record.AppendFailed;
import dev.remit.pdp.record.Decider;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.UnrecordedAnswers;
import dev.remit.pdp.request.Credential;
import dev.remit.server.access.Admission;
import dev.remit.server.access.Caller;
import dev.remit.server.access.Gate;
import dev.remit.server.access.Right;
import dev.remit.server.credential.TransactionTokens;
import dev.remit.server.decision.ActiveBasis;
import dev.remit.server.decision.Basis;
import dev.remit.server.decision.DecisionService;
import dev.remit.server.decision.Recorder;
import dev.remit.server.http.Endpoints;
import dev.remit.server.http.ProblemHandler;
import dev.remit.server.setting.Settings;
import dev.remit.server.setting.SettingsReader;
import dev.remit.store.bundle.BundleStore;
import dev.remit.store.data.DataFault;
import dev.remit.store.data.DataFolder;
import dev.remit.store.entity.DamagedHistory;
import dev.remit.store.entity.Edit;
import dev.remit.store.entity.EntityHistory;
import dev.remit.store.entity.OverlappingEntities;
import dev.remit.testkit.Seeds;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The endpoints of the API over a socket, with callers, clock and log that a test rules.
final class HandWired implements AutoCloseable, Gate, Recorder {
  /// Has the right to explanations, and speaks for all.
  static final String OPERATOR = "operator";

  /// Has no right beyond asking, and speaks for all.
  static final String POINT = "point";

  /// Speaks for users and records alone.
  static final String NARROW = "narrow";

  private static final Caller.SpeaksFor USERS_AND_RECORDS =
      new Caller.SpeaksFor(Set.of(new Name("user")), Set.of(new Name("record")));

  final List<DecisionRecord> kept = new CopyOnWriteArrayList<>();
  final List<String> faults = new CopyOnWriteArrayList<>();
  final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));

  /// How many more records the log takes.
  final AtomicInteger room = new AtomicInteger(Integer.MAX_VALUE);

  private final DataFolder folder;
  private final EntityHistory history;
  private final ActiveBasis active;
  private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Server server;
  private final Path bundle;
  private int others;

  private HandWired(
      DataFolder folder, EntityHistory history, ActiveBasis active, Path bundle, Path data)
      throws SyntaxException {
    this.folder = folder;
    this.history = history;
    this.active = active;
    this.bundle = bundle;
    Settings settings = SettingsReader.with(SettingsReader.defaults(), null, data, null);
    DecisionService decisions =
        new DecisionService(
            active,
            this,
            new Decider.Sources(now::get, () -> 0, Seeds.random(7)),
            new UnrecordedAnswers(UnrecordedAnswers.Choice.DENY),
            "default");
    ServerBuilder builder =
        Server.builder()
            .http(0)
            .errorHandler(new ProblemHandler(faults::add))
            .verboseResponses(false);
    new Endpoints(
            Authzen.endpoints(decisions, this, TransactionTokens.NONE, settings),
            List.of(),
            this,
            settings.limits(),
            blocking,
            faults::add)
        .addTo(builder);
    this.server = builder.build();
    server.start().join();
  }

  static HandWired start(String bundle, Path data)
      throws IOException, DataFault, DamagedHistory, OverlappingEntities, SyntaxException {
    DataFolder folder = DataFolder.own(data);
    EntityHistory history =
        EntityHistory.open(
            folder.disk(),
            "store",
            () -> Instant.parse("2026-11-22T10:00:00Z"),
            EntityHistory.Referred.NEVER);
    Path path = ServedBundle.bundle(bundle);
    BundleFiles files = BundleReader.readFiles(path);
    ActiveBasis active =
        ActiveBasis.begin(
            new BundleStore(folder.disk(), () -> Instant.parse("2026-11-22T10:00:00Z")),
            history,
            BundleReader.read(path, files),
            files);
    return new HandWired(folder, history, active, path, data);
  }

  Exchange as(String caller) {
    return new Exchange(client, server.activeLocalPort(), caller);
  }

  Basis basis() {
    return active.current();
  }

  /// Puts a bundle in force that has one more policy, which says nothing of any request; every
  /// second one has the same files.
  void publishAnother() throws Exception {
    String path = "policies/none%d.cedar".formatted(others++ % 2);
    byte[] policy = "permit (principal, action, resource) when { false };".getBytes(UTF_8);
    List<BundleFile> all = new ArrayList<>(BundleReader.readFiles(bundle).all());
    all.add(new BundleFile(path, policy));
    BundleFiles files = BundleFiles.of(all);
    active.publish(BundleReader.read(bundle, files), files, () -> {});
  }

  void change(Collection<Entity> upserts, Collection<EntityUid> removals)
      throws IOException, OverlappingEntities {
    active.change("test", Edit.of(upserts, removals));
  }

  @Override
  public CompletionStage<Admission> admit(
      ServiceRequestContext context, RequestHeaders headers, Right right) {
    String name = headers.get(HttpHeaderNames.AUTHORIZATION, "").replace("Bearer ", "");
    return CompletableFuture.completedFuture(
        switch (name) {
          case OPERATOR, POINT -> admitted(name, Caller.SpeaksFor.ALL);
          case NARROW -> admitted(name, USERS_AND_RECORDS);
          default -> new Admission.Unauthenticated("caller.unknown", "nobody knows you");
        });
  }

  private static Admission admitted(String name, Caller.SpeaksFor speaksFor) {
    return new Admission.Admitted(
        new Caller(name, Set.of(), "point-of-" + name, speaksFor), Credential.absent());
  }

  @Override
  public boolean allows(Caller caller, Right right) {
    return caller.id().equals(OPERATOR);
  }

  @Override
  public CompletionStage<@Nullable Void> keep(DecisionRecord record) {
    if (room.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
      return CompletableFuture.failedFuture(new AppendFailed("log: the disk is full", null));
    }
    kept.add(record);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void close() throws IOException {
    client.close();
    server.stop().join();
    blocking.close();
    try (folder;
        history) {
      kept.clear();
    }
  }
}
