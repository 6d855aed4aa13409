package dev.remit.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.store.data.DataFolder;
import dev.remit.store.log.LogReader;
import dev.remit.store.log.LogVerifier;
import dev.remit.store.row.Column;
import dev.remit.testkit.SharedData;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A service is killed (SIGKILL) while callers ask it over the network, again and again on one data
/// folder.
final class ServiceCrashTest {
  private static final int ROUNDS = Integer.getInteger("service.crash.rounds", 20);
  private static final int CALLERS = 8;
  private static final int ANSWERS = 400;
  private static final Path BUNDLE = SharedData.projectRoot().resolve("examples/service");

  @TempDir private Path data;

  private static final Pattern ANSWER =
      Pattern.compile("\\{\"decision\":(true|false),\"context\":\\{\"id\":\"([^\"]+)\"");

  private String token = "";
  private final List<String> faults = new ArrayList<>();

  /// What callers were answered: decisions by their ids.
  private final Map<String, Boolean> answered = new HashMap<>();

  @Test
  void noAnsweredDecisionIsMissingFromTheLogAfterEveryKill() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      int before = answered.size();
      askAndKill();
      assertThat(answered.size() - before).as("answers before the kill").isPositive();
    }
    assertThat(faults).isEmpty();
    Map<String, Boolean> kept = new HashMap<>();
    try (DataFolder folder = DataFolder.read(data)) {
      Set<String> twice = new HashSet<>();
      new LogReader(folder.log())
          .visit(
              1,
              row -> {
                String id = row.uuid(Column.ID).toString();
                boolean permit = row.text(Column.OUTCOME).equals("permit");
                if (kept.put(id, permit) != null) {
                  twice.add(id);
                }
                return true;
              });
      assertThat(twice).isEmpty();
      assertThat(LogVerifier.verify(folder.log(), List.of()).findings()).isEmpty();
    }
    assertThat(kept).containsAllEntriesOf(answered);
    assertThat(answered.values()).contains(true, false);
  }

  private void askAndKill() throws Exception {
    try (ServiceProcess service = ServiceProcess.start(BUNDLE, data, token)) {
      token = service.token();
      askUntilKilled(service);
    }
  }

  private void askUntilKilled(ServiceProcess service) throws Exception {
    CountDownLatch enough = new CountDownLatch(ANSWERS);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
        HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < CALLERS; i++) {
        int caller = i;
        callers.execute(() -> ask(client, service.port(), caller, enough));
      }
      enough.await();
      service.kill();
    }
  }

  private void ask(HttpClient client, int port, int caller, CountDownLatch enough) {
    String[] identities = {"ci-berths", "release-berths"};
    String question =
        "{\"subject\":{\"type\":\"ServiceAccount\",\"id\":\"%s\"},\"action\":{\"name\":\"deploy\"},"
                .formatted(identities[caller % 2])
            + "\"resource\":{\"type\":\"Service\",\"id\":\"berth-planner/production\"},"
            + "\"context\":{\"change\":\"CHG-1\"}}";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/access/v1/evaluation"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(question))
            .build();
    try {
      while (true) {
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        note(response);
        enough.countDown();
      }
    } catch (IOException _) {
      // The service is dead.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void note(HttpResponse<String> response) {
    Matcher answer = ANSWER.matcher(response.body());
    synchronized (answered) {
      if (response.statusCode() == 200 && answer.lookingAt()) {
        answered.put(answer.group(2), answer.group(1).equals("true"));
      } else {
        faults.add(response.statusCode() + " " + response.body());
      }
    }
  }
}
