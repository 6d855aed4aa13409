package dev.remit.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.json.Json;
import dev.remit.pdp.ledger.TaskBook;
import dev.remit.pdp.ledger.TaskChange;
import dev.remit.pdp.ledger.TaskId;
import dev.remit.pdp.ledger.TaskState;
import dev.remit.server.RunningService;
import dev.remit.server.ServiceProcess;
import dev.remit.store.data.DataFolder;
import dev.remit.store.log.LogReader;
import dev.remit.store.row.Column;
import dev.remit.store.row.RowRecords;
import dev.remit.store.row.UnreadableRecord;
import dev.remit.store.task.TaskFold;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A service is killed (SIGKILL) between decisions and their effects, again and again, while
/// clients spend the budget of one task.
final class TaskCrashTest {
  private static final int ROUNDS = 3;
  private static final int CLIENTS = 8;
  private static final int ANSWERS = 60;
  private static final int BUDGET = 500;

  @TempDir private Path folder;

  private final Set<String> permitted = ConcurrentHashMap.newKeySet();

  @Test
  void aCrashNeitherLosesNorDoublesWhatWasSpent() throws Exception {
    Path bundle = Desk.bundle(folder.resolve("bundle"));
    Path data = folder.resolve("data");
    String administrator = "";
    String task = "";
    for (int round = 0; round < ROUNDS; round++) {
      try (ServiceProcess service = ServiceProcess.start(bundle, data, administrator);
          HttpClient http = HttpClient.newHttpClient()) {
        administrator = service.token();
        task = task.isEmpty() ? open(service, http) : task;
        String token =
            RunningService.text(
                RunningService.object(post(service, http, "/v1/tasks/" + task + "/token", "", "")),
                "token");
        spendAndKill(service, http, token);
      }
      check(data, task);
    }
    assertThat(permitted).isNotEmpty();
  }

  private static String open(ServiceProcess service, HttpClient http) throws Exception {
    String opened =
        post(
            service,
            http,
            "/v1/tasks",
            """
            {"subject": {"type": "User", "id": "pat"},
             "holder": {"type": "Agent", "id": "bot"}, "purpose": "support"}
            """,
            "");
    return RunningService.text(RunningService.object(opened), "id");
  }

  private static String post(
      ServiceProcess service, HttpClient http, String path, String body, String task)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
            .header("Authorization", "Bearer " + service.token())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (!task.isEmpty()) {
      request.header("Remit-Task", task);
    }
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    return answer.body();
  }

  private void spendAndKill(ServiceProcess service, HttpClient http, String token)
      throws Exception {
    CountDownLatch enough = new CountDownLatch(ANSWERS);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        clients.execute(() -> spend(service, http, token, enough));
      }
      enough.await();
      service.kill();
    }
  }

  private void spend(ServiceProcess service, HttpClient http, String token, CountDownLatch enough) {
    try {
      while (true) {
        Json.JsonObject answer =
            RunningService.object(
                post(
                    service,
                    http,
                    "/access/v1/evaluation",
                    Desk.question("bot", "refund", "Order/1", 3),
                    token));
        if (RunningService.isPermit(answer)) {
          permitted.add(RunningService.text(answer, "context", "id"));
        }
        enough.countDown();
      }
    } catch (IOException _) {
      // The service is dead.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// The fold is what the permits of the log add up to, each once, and every answered one is there.
  private void check(Path data, String task) throws Exception {
    Map<String, Long> spent = new HashMap<>();
    try (DataFolder read = DataFolder.read(data)) {
      new LogReader(read.log())
          .visit(
              1,
              row -> {
                try {
                  if (row.text(Column.OUTCOME).equals("permit")
                      && RowRecords.taskChange(row) instanceof TaskChange.Used used) {
                    long amount = used.effects().charges().getFirst().amount();
                    assertThat(spent.put(row.uuid(Column.ID).toString(), amount)).isNull();
                  }
                } catch (UnreadableRecord e) {
                  throw new IOException(e.text(), e);
                }
                return true;
              });
      TaskBook book =
          Objects.requireNonNull(
              new TaskFold(read.disk(), read.log()).states(Instant.now()).get("default"));
      TaskState state = Objects.requireNonNull(book.states().get(TaskId.parse(task)));
      long folded = Objects.requireNonNull(state.meters().get("refunds")).value(Instant.now());
      assertThat(folded).isEqualTo(spent.values().stream().mapToLong(Long::longValue).sum());
      assertThat(folded).isLessThanOrEqualTo(BUDGET);
      assertThat(spent.keySet()).containsAll(permitted);
    }
  }
}
