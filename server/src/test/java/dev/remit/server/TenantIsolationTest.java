package dev.remit.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.server.bundle.Archives;
import dev.remit.testkit.Seeds;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A law: whatever one tenant does, the other's answers, lists and stream are as if it had done
/// nothing. Both have equal ids everywhere: of callers, users, documents, policies.
@Timeout(300)
final class TenantIsolationTest {
  private static final int RUNS = 4;
  private static final int STEPS = 60;

  @TempDir private Path folder;

  /// What one tenant does, drawn beforehand, so that it does the same in both worlds.
  private record Step(boolean isOther, int kind, int a, int b) {}

  /// What differs between two runs of the same thing: ids, times, keys, and places in the log,
  /// which is one for all. An id is named by when it came up first.
  private static final class Transcript {
    private static final Pattern VARYING =
        Pattern.compile(
            "(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
                + "|(?<time>\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z)"
                + "|(?<key>remit_[A-Za-z0-9_-]+)"
                + "|(?<log>(?<=\"(?:latency_nanos|latencyNanos)\":)\\d+"
                + "|(?<=\"checksum\":)[^,]+"
                + "|(?<=\"sequence\":)\\d+(?=,\"received\")"
                + "|(?<=\"next\":\")\\d+-\\d+"
                + "|(?<=\"next_token\":\")[^\"]+"
                + "|(?<=\"keys\":\\[\\{\"id\":\")[^\"]+)");

    private final Map<String, String> ids = new HashMap<>();
    private final List<String> lines = new ArrayList<>();

    void add(String line) {
      Matcher varying = VARYING.matcher(line);
      lines.add(
          varying.replaceAll(found -> {
            String id = found.group("id");
            return id == null ? "~" : ids.computeIfAbsent(id, _ -> "id-" + ids.size());
          }));
    }
  }

  /// A tenant at work: what it asks rests on what it was answered before.
  private static final class Worker {
    private final KeyedCaller caller;
    private final Transcript transcript = new Transcript();
    private final List<String> decisions = new ArrayList<>();
    private String token = "";
    private String digest = "";

    Worker(KeyedCaller caller) {
      this.caller = caller;
    }

    private void note(String what, HttpResponse<String> answer) {
      transcript.add(
          what
              + " "
              + answer.statusCode()
              + " "
              + answer.headers().firstValue("etag").orElse("")
              + answer.headers().firstValue("x-remit-basis").orElse("")
              + " "
              + answer.body());
    }

    void take(Step step) throws Exception {
      String user = List.of("ada", "bob", "eve").get(step.a() % 3);
      String action = step.b() % 2 == 0 ? "read" : "write";
      switch (step.kind()) {
        case 0, 1, 2 -> {
          Json.JsonObject answer = caller.decide(user, action);
          decisions.add(RunningService.text(answer, "context", "id"));
          transcript.add(user + " " + action + " " + JsonWriter.compact(answer));
        }
        case 3 ->
            note(
                "put",
                caller.put(
                    "/v1/entities/User/" + user + "2",
                    """
                    {"uid": {"type": "User", "id": "%s2"}, "attrs": {"level": %d},
                     "parents": [{"type": "Group", "id": "members"}]}\
                    """
                        .formatted(user, step.b() % 7)));
        case 4 -> note("remove", caller.delete("/v1/entities/User/" + user + "2"));
        case 5 -> {
          byte[] archive = Archives.zip(SampleBundle.writingFrom(step.b() % 4).files());
          HttpResponse<String> answer = caller.post("/v1/bundles", archive);
          digest = RunningService.text(RunningService.object(answer), "digest");
          note("publish", answer);
        }
        case 6 -> note("activate", caller.post("/v1/bundles/" + digest + "/activate", ""));
        case 7 -> search(step);
        case 8 -> note("entities", caller.get("/v1/entities?limit=3"));
        case 9 -> note("changes", caller.get("/v1/entities/changes"));
        case 10 -> note("bundles", caller.get("/v1/bundles"));
        case 11 -> note("decisions", caller.get("/v1/decisions?limit=" + (1 + step.a() % 5)));
        case 12 -> note("denied", caller.get("/v1/decisions?outcome=deny"));
        case 13 -> onOne(step, "");
        case 14 -> onOne(step, "/replay");
        case 15 ->
            note(
                "register",
                caller.post(
                    "/v1/callers",
                    KeyedCaller.registration(
                        "", "gateway-" + step.a() % 3, "enforcer", "{\"kind\":\"api-key\"}")));
        case 16 -> note("dismiss", caller.delete("/v1/callers/gateway-" + step.a() % 3));
        case 17 -> note("callers", caller.get("/v1/callers"));
        case 18 ->
            note(
                "batch",
                caller.post(
                    "/access/v1/evaluations",
                    """
                    {"subject": {"type": "User", "id": "%s"},
                     "resource": {"type": "Document", "id": "plan"},
                     "evaluations": [{"action": {"name": "read"}}, {"action": {"name": "write"}}]}\
                    """
                        .formatted(user)));
        default -> throw new AssertionError(step);
      }
    }

    private void search(Step step) throws Exception {
      String page = token.isEmpty() ? "{\"limit\": 1}" : "{\"token\": \"" + token + "\"}";
      HttpResponse<String> answer =
          caller.post(
              "/access/v1/search/subject",
              """
              {"subject": {"type": "User"}, "action": {"name": "read"},
               "resource": {"type": "Document", "id": "plan"}, "page": %s}\
              """
                  .formatted(page));
      token = RunningService.text(RunningService.object(answer), "page", "next_token");
      note("search " + step.a() % 2, answer);
    }

    private void onOne(Step step, String what) throws Exception {
      if (!decisions.isEmpty()) {
        String path = "/v1/decisions/" + decisions.get(step.a() % decisions.size()) + what;
        note("one" + what, what.isEmpty() ? caller.get(path) : caller.post(path, ""));
      }
    }

    /// One more decision, which ends what is looked for.
    void decide() throws Exception {
      Json.JsonObject answer = caller.decide("ada", "write");
      decisions.add(RunningService.text(answer, "context", "id"));
      transcript.add("at last " + JsonWriter.compact(answer));
    }

    /// What it must not reach of another's, by every name that it could have got hold of.
    void intrude(Worker victim) throws Exception {
      for (String id : victim.decisions) {
        assertThat(caller.get("/v1/decisions/" + id).statusCode()).isEqualTo(404);
        assertThat(caller.post("/v1/decisions/" + id + "/replay", "").statusCode()).isEqualTo(404);
      }
      if (!victim.token.isEmpty()) {
        HttpResponse<String> page =
            caller.post(
                "/access/v1/search/subject",
                """
                {"subject": {"type": "User"}, "action": {"name": "read"},
                 "resource": {"type": "Document", "id": "plan"}, "page": {"token": "%s"}}\
                """
                    .formatted(victim.token));
        assertThat(page.statusCode()).isEqualTo(400);
      }
      for (String path : List.of("/v1/callers/boss", "/v1/callers/gateway-1")) {
        assertThat(caller.delete(path + "?tenant=globex").statusCode()).isEqualTo(403);
        assertThat(caller.post(path + "/key?tenant=globex", "").statusCode()).isEqualTo(403);
      }
      assertThat(
              caller
                  .post(
                      "/v1/callers",
                      KeyedCaller.registration(
                          "globex", "spy", "administrator", "{\"kind\":\"api-key\"}"))
                  .statusCode())
          .isEqualTo(403);
    }
  }

  private static List<Step> draw(RandomGenerator random) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      steps.add(
          new Step(
              random.nextBoolean(),
              random.nextInt(19),
              random.nextInt(1 << 16),
              random.nextInt(1 << 16)));
    }
    return steps;
  }

  /// What globex sees of its world while acme does what it does, or does nothing.
  private List<String> world(String name, List<Step> steps, boolean isShared) throws Exception {
    Path data = folder.resolve(name);
    Path acme = SampleBundle.writingFrom(1).write(folder.resolve(name + "-acme"));
    Path globex = SampleBundle.writingFrom(9).write(folder.resolve(name + "-globex"));
    Path own = Files.createDirectories(folder.resolve(name + "-own"));
    try (RunningService service =
        RunningService.start(
            new SampleBundle().write(own),
            data,
            "tenants: {acme: {bundle: '%s'}, globex: {bundle: '%s'}}".formatted(acme, globex))) {
      Worker other = new Worker(KeyedCaller.register(service, "acme", "boss", "administrator"));
      Worker one = new Worker(KeyedCaller.register(service, "globex", "boss", "administrator"));
      HttpResponse<Stream<String>> live = follow(one, "");
      for (Step step : steps) {
        if (!step.isOther()) {
          one.take(step);
        } else if (isShared) {
          other.take(step);
        }
      }
      one.decide();
      if (isShared) {
        other.intrude(one);
        other.decide();
        assertThat(one.decisions).doesNotContainAnyElementsOf(other.decisions);
      }
      HttpResponse<Stream<String>> past = follow(one, "?after=0");
      String last = one.decisions.getLast();
      one.transcript.add("stream " + events(live, last));
      one.transcript.add("again " + events(past, last));
      one.note("all", one.caller.get("/v1/decisions?limit=500"));
      one.note("rates", one.caller.get("/v1/rates?by=identity,action"));
      one.note("causes", one.caller.get("/v1/causes"));
      return one.transcript.lines;
    }
  }

  private static HttpResponse<Stream<String>> follow(Worker worker, String query) throws Exception {
    HttpResponse<Stream<String>> response =
        worker
            .caller
            .service()
            .client()
            .send(
                worker.caller.request("/v1/decisions/stream" + query).build(),
                BodyHandlers.ofLines());
    assertThat(response.statusCode()).isEqualTo(200);
    return response;
  }

  /// The data of events up to the one of a decision.
  private static List<String> events(HttpResponse<Stream<String>> response, String last) {
    List<String> events = new ArrayList<>();
    try (Stream<String> body = response.body()) {
      Iterator<String> lines = body.iterator();
      while (lines.hasNext()) {
        String line = Objects.requireNonNull(lines.next());
        if (line.startsWith("data: ")) {
          events.add(line);
          if (line.contains(last)) {
            return events;
          }
        }
      }
    }
    throw new AssertionError("the stream ended without " + last);
  }

  @Test
  void whatOneTenantDoesChangesNothingOfAnothers() throws Exception {
    long seed = Seeds.seed(4);
    for (int run = 0; run < RUNS; run++) {
      List<Step> steps = draw(Seeds.random(seed + run));
      assertThat(world("shared-" + run, steps, true))
          .as("seed " + (seed + run))
          .isEqualTo(world("alone-" + run, steps, false))
          .hasSizeGreaterThan(15);
    }
  }
}
