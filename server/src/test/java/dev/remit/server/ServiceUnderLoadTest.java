package dev.remit.server;

import static dev.remit.server.RunningService.member;
import static dev.remit.server.RunningService.object;
import static dev.remit.server.RunningService.text;
import static dev.remit.server.RunningService.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.json.Json;
import dev.remit.server.bundle.Archives;
import dev.remit.testkit.Seeds;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bundles are swapped and entities changed while requests run: none of them fails, and each
/// decision names the versions that it rests on.
final class ServiceUnderLoadTest {
  private static final int CALLERS = 3;
  private static final int CHANGES = 40;
  private static final int REPLAYED = 40;

  @TempDir private Path folder;
  @TempDir private Path data;
  private final Map<String, Boolean> answered = new ConcurrentHashMap<>();
  private final AtomicBoolean isChanging = new AtomicBoolean(true);

  @Test
  void everyDecisionNamesVersionsThatWereAndReplaysTheSame() throws Exception {
    RandomGenerator random = Seeds.random(Seeds.seed(20_261_122));
    try (RunningService service = RunningService.start(new SampleBundle().write(folder), data, "");
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        RandomGenerator own = Seeds.random(random.nextLong());
        calls.add(callers.submit((Callable<Integer>) () -> ask(service, own)));
      }
      Set<String> bundles;
      try {
        bundles = change(service, random);
      } finally {
        isChanging.set(false);
      }
      int asked = 0;
      for (Future<Integer> call : calls) {
        asked += call.get();
      }
      List<Json> records = records(service);
      assertThat(asked).isGreaterThan(CHANGES).isEqualTo(answered.size());
      assertThat(records).hasSize(asked);
      long changes = whole(object(service.get("/v1/entities")), "version", "sequence");
      Set<String> used = new HashSet<>();
      for (Json record : records) {
        assertThat(bundles).contains(text(record, "bundle"));
        assertThat(whole(record, "entities_sequence")).isBetween(0L, changes);
        assertThat(text(record, "outcome").equals("permit"))
            .isEqualTo(answered.get(text(record, "id")));
        used.add(text(record, "bundle") + whole(record, "entities_sequence"));
      }
      assertThat(used).hasSizeGreaterThan(CHANGES / 4);
      for (int i = 0; i < REPLAYED; i++) {
        Json record = records.get(random.nextInt(records.size()));
        HttpResponse<String> replay =
            service.post("/v1/decisions/" + text(record, "id") + "/replay", new byte[0]);
        assertThat(replay.statusCode()).as(replay.body()).isEqualTo(200);
        assertThat(member(object(replay), "same")).isEqualTo(Json.bool(true));
      }
    }
  }

  private int ask(RunningService service, RandomGenerator random) throws Exception {
    int asked = 0;
    while (isChanging.get()) {
      Json.JsonObject answer =
          service.decide("u" + random.nextInt(5), random.nextBoolean() ? "read" : "write");
      assertThat(answer.find("context")).as(answer.toString()).isNotNull();
      answered.put(text(answer, "context", "id"), RunningService.isPermit(answer));
      asked++;
    }
    return asked;
  }

  /// All bundles that were ever in force.
  private static Set<String> change(RunningService service, RandomGenerator random)
      throws Exception {
    Set<String> bundles = new HashSet<>();
    bundles.add(text(object(service.get("/v1/bundles")), "active", "digest"));
    for (int i = 0; i < CHANGES; i++) {
      HttpResponse<String> done =
          switch (random.nextInt(4)) {
            case 0 ->
                service.post(
                    "/v1/bundles",
                    Archives.tarGz(SampleBundle.writingFrom(random.nextInt(5)).files()));
            case 1 ->
                service.post(
                    "/v1/bundles/"
                        + bundles.stream().sorted().findFirst().orElseThrow()
                        + "/activate",
                    new byte[0]);
            default -> service.post("/v1/entities/changes", "{\"upserts\":[" + user(random) + "]}");
          };
      assertThat(done.statusCode()).as(done.body()).isIn(200, 201);
      if (object(done).find("digest") instanceof Json.JsonString(String digest, _)) {
        bundles.add(digest);
      }
    }
    return bundles;
  }

  private static String user(RandomGenerator random) {
    return """
    {"uid":{"type":"User","id":"u%d"},"attrs":{"level":%d},"parents":[%s]}\
    """
        .formatted(
            random.nextInt(5),
            random.nextInt(6),
            random.nextBoolean() ? "{\"type\":\"Group\",\"id\":\"members\"}" : "");
  }

  private static List<Json> records(RunningService service) throws Exception {
    List<Json> records = new ArrayList<>();
    String after = "";
    do {
      Json.JsonObject page = object(service.get("/v1/decisions?limit=500" + after));
      records.addAll(((Json.JsonArray) member(page, "decisions")).elements());
      after = page.find("next") instanceof Json.JsonString(String next, _) ? "&after=" + next : "";
    } while (!after.isEmpty());
    return records;
  }
}
