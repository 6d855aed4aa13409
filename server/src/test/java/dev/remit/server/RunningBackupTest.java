package dev.remit.server;

import static dev.remit.server.RunningService.member;
import static dev.remit.server.RunningService.object;
import static dev.remit.server.RunningService.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.json.Json;
import dev.remit.server.bundle.Archives;
import dev.remit.store.backup.Backup;
import dev.remit.store.backup.BackupReport;
import dev.remit.store.backup.Restore;
import dev.remit.store.data.DataFolder;
import dev.remit.store.log.Head;
import dev.remit.store.log.LogReader;
import dev.remit.store.log.LogVerifier;
import dev.remit.store.row.Column;
import dev.remit.testkit.Seeds;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A backup of a service that runs, decides and changes, restored elsewhere and started.
@Timeout(300)
final class RunningBackupTest {
  private static final int ROUNDS = 3;
  private static final int ANSWERS = 60;
  private static final int CHANGES = 12;
  private static final int REPLAYED = 12;
  private static final int ASKING = 2;

  /// A bundle that has an entity of its own; while another one is in force, it is put and removed.
  private static final SampleBundle WITH_GUEST =
      new SampleBundle()
          .with(
              "entities/guest.json",
              "[{\"uid\":{\"type\":\"User\",\"id\":\"guest\"},\"attrs\":{},\"parents\":[]}]");

  private static final String GUEST = "/v1/entities/User/guest";
  private static final String GUEST_BODY =
      "{\"uid\":{\"type\":\"User\",\"id\":\"guest\"},\"attrs\":{\"level\":1},\"parents\":[]}";

  @TempDir private Path folder;
  @TempDir private Path data;
  @TempDir private Path elsewhere;
  private final Map<String, Boolean> answered = new ConcurrentHashMap<>();
  private final AtomicBoolean isRunning = new AtomicBoolean(true);
  private final AtomicInteger changes = new AtomicInteger();

  @Test
  void everythingAcknowledgedBeforeItComesBackAndWorks() throws Exception {
    RandomGenerator random = Seeds.random(Seeds.seed(20_261_123));
    Path bundle = new SampleBundle().write(folder);
    try (RunningService service = RunningService.start(bundle, data, "");
        ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
      String key = register(service);
      List<Future<Boolean>> work = new ArrayList<>();
      for (int i = 0; i < ASKING; i++) {
        RandomGenerator own = Seeds.random(random.nextLong());
        work.add(beside.submit((Callable<Boolean>) () -> ask(service, own)));
      }
      work.add(beside.submit((Callable<Boolean>) () -> change(service)));
      try {
        for (int round = 1; round <= ROUNDS; round++) {
          while ((answered.size() < round * ANSWERS || changes.get() < round * CHANGES)
              && work.stream().noneMatch(Future::isDone)) {
            Thread.onSpinWait();
          }
          Map<String, Boolean> before = new HashMap<>(answered);
          Path restored = elsewhere.resolve("restored-" + round);
          Head head = backUpAndRestore(restored);
          try (RunningService copy = service.again(bundle, restored, "")) {
            requireSame(copy, before, key, random);
          }
          requireVerified(restored, head, before);
        }
      } finally {
        isRunning.set(false);
        for (Future<Boolean> one : work) {
          assertThat(one.get()).isTrue();
        }
      }
    }
  }

  private Head backUpAndRestore(Path restored) throws Exception {
    try (DataFolder from = DataFolder.read(data);
        DataFolder place = DataFolder.own(elsewhere.resolve("backup"));
        DataFolder to = DataFolder.own(restored)) {
      BackupReport report = new Backup(from.disk(), place.disk(), Clock.systemUTC()).run();
      Restore.into(
          place.disk(), to.disk(), Restore.Wish.all(List.of(report.manifest().requireHead())));
      return report.manifest().requireHead();
    }
  }

  private static void requireSame(
      RunningService copy, Map<String, Boolean> before, String key, RandomGenerator random)
      throws Exception {
    HttpRequest question =
        HttpRequest.newBuilder(copy.request("/access/v1/evaluation").build().uri())
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"subject\":{\"type\":\"User\",\"id\":\"ada\"},\"action\":{\"name\":\"read\"},"
                        + "\"resource\":{\"type\":\"Document\",\"id\":\"plan\"}}"))
            .build();
    HttpResponse<String> answer = copy.send(question);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    List<String> ids = before.keySet().stream().sorted().toList();
    for (int i = 0; i < REPLAYED; i++) {
      String id = ids.get(random.nextInt(ids.size()));
      HttpResponse<String> replay = copy.post("/v1/decisions/" + id + "/replay", new byte[0]);
      assertThat(replay.statusCode()).as(replay.body()).isEqualTo(200);
      assertThat(member(object(replay), "same")).isEqualTo(Json.bool(true));
    }
  }

  private static void requireVerified(Path restored, Head head, Map<String, Boolean> before)
      throws Exception {
    Map<String, Boolean> kept = new HashMap<>();
    try (DataFolder read = DataFolder.read(restored)) {
      new LogReader(read.log())
          .visit(
              1,
              row -> {
                kept.put(row.uuid(Column.ID).toString(), row.text(Column.OUTCOME).equals("permit"));
                return true;
              });
      assertThat(LogVerifier.verify(read.log(), List.of(head)).isAnchored()).isTrue();
    }
    assertThat(kept).containsAllEntriesOf(before);
  }

  /// The key of an enforcer.
  private static String register(RunningService service) throws Exception {
    HttpResponse<String> registered =
        service.post(
            "/v1/callers",
            "{\"id\":\"pep\",\"roles\":[\"enforcer\"],\"credential\":{\"kind\":\"api-key\"}}");
    assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
    return text(object(registered), "key");
  }

  private boolean ask(RunningService service, RandomGenerator random) throws Exception {
    while (isRunning.get()) {
      Json.JsonObject answer =
          service.decide(
              random.nextInt(4) == 0 ? "guest" : "ada", random.nextBoolean() ? "read" : "write");
      answered.put(text(answer, "context", "id"), RunningService.isPermit(answer));
    }
    return true;
  }

  /// A bundle that has an entity, and that entity put where no bundle has it, in turn.
  private boolean change(RunningService service) throws Exception {
    for (int i = 0; isRunning.get(); i++) {
      done(service.post("/v1/bundles", Archives.tarGz(SampleBundle.writingFrom(i % 4).files())));
      done(service.put(GUEST, GUEST_BODY));
      done(service.delete(GUEST));
      done(service.post("/v1/bundles", Archives.tarGz(WITH_GUEST.files())));
    }
    return true;
  }

  private void done(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    changes.incrementAndGet();
  }

  @Test
  void withoutItsCallersANewAdministratorIsTold() throws Exception {
    Path bundle = new SampleBundle().write(folder);
    Path restored = elsewhere.resolve("restored");
    try (RunningService service = RunningService.start(bundle, data, "")) {
      service.decide("ada", "read");
      try (DataFolder from = DataFolder.read(data);
          DataFolder place = DataFolder.own(elsewhere.resolve("backup"));
          DataFolder to = DataFolder.own(restored)) {
        new Backup(from.disk(), place.disk(), Clock.systemUTC()).run();
        Restore.into(place.disk(), to.disk(), new Restore.Wish(List.of(), false, _ -> {}));
      }
    }
    try (RunningService copy = RunningService.start(bundle, restored, "")) {
      assertThat(RunningService.isPermit(copy.decide("ada", "read"))).isTrue();
    }
  }
}
