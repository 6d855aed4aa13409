package dev.remit.server.source;

import static dev.remit.server.RunningService.isPermit;
import static dev.remit.server.RunningService.member;
import static dev.remit.server.RunningService.object;
import static dev.remit.server.RunningService.text;
import static dev.remit.server.RunningService.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.json.Json;
import dev.remit.server.RunningService;
import dev.remit.server.SampleBundle;
import dev.remit.server.credential.SetClock;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Entities that a service pulls from a real source over HTTP, and that grow old.
final class SourcesTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final String CHANGES = "/v1/entities/changes";
  private static final String PULL = "/v1/sources/cmdb/pull";

  @TempDir Path folder;
  @TempDir Path data;
  @TempDir Path beside;

  private final SetClock clock = new SetClock(START);
  private LoopbackSource source;

  @BeforeEach
  void open() throws Exception {
    source = new LoopbackSource();
    new SampleBundle()
        .with("remit.yaml", SampleBundle.MANIFEST + "freshness: {Workload: {posture: 10m}}\n")
        .with(
            "schema.cedarschema",
            """
            entity Group;
            entity User in [Group] { level?: Long };
            entity Workload { posture?: String };
            entity Document;
            action read appliesTo { principal: [User, Workload], resource: Document };
            """)
        .with(
            "policies/posture.cedar",
            """
            @id("good-posture")
            permit (principal is Workload, action == Action::"read", resource)
              when { principal has posture && principal.posture == "good" };
            """)
        .write(folder);
  }

  @AfterEach
  void close() {
    source.close();
  }

  private String settings(String more) {
    return "sources: {cmdb: {url: '%s', types: [Workload], every: 1h%s}}"
        .formatted(source.url(), more);
  }

  private RunningService start(String more) throws Exception {
    return RunningService.start(folder, data, settings(more), clock);
  }

  private static String workloads(String... postures) {
    return Stream.of(postures)
        .map(posture -> posture.split("="))
        .map(parts ->
            "{\"uid\":{\"type\":\"Workload\",\"id\":\"%s\"},\"attrs\":{\"posture\":\"%s\"},\"parents\":[]}"
                .formatted(parts[0], parts[1]))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private Json.JsonObject pull(RunningService service) throws Exception {
    HttpResponse<String> answer = service.post(PULL, new byte[0]);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return object(answer);
  }

  private static Json.JsonObject decide(RunningService service, String workload) throws Exception {
    return object(
        service.post(
            "/access/v1/evaluation",
            """
            {"subject": {"type": "Workload", "id": "%s"}, "action": {"name": "read"},
             "resource": {"type": "Document", "id": "plan"}}
            """
                .formatted(workload)));
  }

  private static void assertSame(RunningService service, Json decision) throws Exception {
    HttpResponse<String> replay =
        service.post("/v1/decisions/" + text(decision, "context", "id") + "/replay", new byte[0]);
    assertThat(replay.statusCode()).as(replay.body()).isEqualTo(200);
    assertThat(member(object(replay), "same").toString()).contains("true");
  }

  private static List<String> lastChange(RunningService service) throws Exception {
    Json changes = member(object(service.get(CHANGES)), "changes");
    Json last = ((Json.JsonArray) changes).elements().getLast();
    return List.of(
        text(last, "author"),
        whole(last, "upserts") + "",
        whole(last, "removals") + "",
        text(last, "asOf"));
  }

  @Test
  void aPullPutsChangesAndRemovesWhatDiffers() throws Exception {
    source.answers(workloads("a=good", "b=good", "c=bad", "d=good"));
    try (RunningService service = start("")) {
      source.next();
      Json first = pull(service);
      assertThat(whole(first, "total")).isEqualTo(4);
      assertThat(isPermit(decide(service, "a"))).isTrue();
      assertThat(isPermit(decide(service, "c"))).isFalse();
      source.answers(workloads("a=bad", "b=good", "c=bad", "e=good"));
      Json second = pull(service);
      assertThat(whole(second, "put")).isEqualTo(2);
      assertThat(whole(second, "removed")).isEqualTo(1);
      assertThat(whole(second, "version", "sequence"))
          .isEqualTo(whole(first, "version", "sequence") + 1);
      assertThat(lastChange(service))
          .containsExactly("source cmdb", "2", "1", "2026-11-22T10:00:00Z");
      assertThat(isPermit(decide(service, "a"))).isFalse();
      assertThat(isPermit(decide(service, "e"))).isTrue();
      assertThat(service.get("/v1/entities/Workload/d").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void whatIsNotPulledGrowsOldAndAnUnchangedAnswerConfirmsIt() throws Exception {
    source.answers(200, workloads("a=good"), Map.of("ETag", "\"1\""));
    try (RunningService service = start("")) {
      assertThat(source.next()).doesNotContainKey("If-none-match");
      pull(service);
      clock.pass(Duration.ofMinutes(10));
      Json fresh = decide(service, "a");
      assertThat(isPermit((Json.JsonObject) fresh)).isTrue();
      clock.pass(Duration.ofMillis(1));
      Json stale = decide(service, "a");
      assertThat(isPermit((Json.JsonObject) stale)).isFalse();
      assertThat(stale.toString())
          .contains("no-permit", "stale", "good-posture", "posture", "2026-11-22T10:00:00Z");
      long before = whole(object(service.get("/v1/entities")), "version", "sequence");
      assertThat(source.next().getFirst("If-None-Match")).isEqualTo("\"1\"");
      Json confirmed = pull(service);
      assertThat(source.next().getFirst("If-None-Match")).isEqualTo("\"1\"");
      assertThat(whole(confirmed, "put")).isZero();
      assertThat(whole(confirmed, "version", "sequence")).isEqualTo(before + 1);
      assertThat(lastChange(service))
          .containsExactly("source cmdb", "0", "0", "2026-11-22T10:10:00.001Z");
      Json again = decide(service, "a");
      assertThat(isPermit((Json.JsonObject) again)).isTrue();
      for (Json decision : List.of(fresh, stale, again)) {
        assertSame(service, decision);
      }
      HttpResponse<String> told = service.get("/v1/decisions/" + text(stale, "context", "id"));
      assertThat(told.body()).contains("is stale: it was so at 2026-11-22T10:00:00Z");
    }
  }

  @Test
  void aRestartForgetsNoTimes() throws Exception {
    source.answers(workloads("a=good"));
    Json fresh;
    Json stale;
    RunningService first = start("");
    try (first) {
      source.next();
      pull(first);
      fresh = decide(first, "a");
      assertThat(isPermit((Json.JsonObject) fresh)).isTrue();
    }
    source.answers(500, "", Map.of());
    clock.pass(Duration.ofMinutes(10));
    try (RunningService second = first.again(folder, data, settings(""), clock)) {
      assertThat(isPermit(decide(second, "a"))).isTrue();
      clock.pass(Duration.ofMillis(1));
      stale = decide(second, "a");
      assertThat(isPermit((Json.JsonObject) stale)).isFalse();
    }
    source.answers(workloads("a=good"));
    try (RunningService third = first.again(folder, data, settings(""), clock)) {
      pull(third);
      assertThat(isPermit(decide(third, "a"))).isTrue();
      assertSame(third, fresh);
      assertSame(third, stale);
    }
  }

  @Test
  void aSourceThatFailsIsToldOnceAndWhatItGaveStays() throws Exception {
    source.answers(workloads("a=good"));
    try (RunningService service = start("")) {
      source.next();
      pull(service);
      source.answers(503, "", Map.of());
      for (int i = 0; i < 3; i++) {
        HttpResponse<String> failed = service.post(PULL, new byte[0]);
        assertThat(failed.statusCode()).isEqualTo(502);
        assertThat(failed.body()).contains("source.unreachable", "status 503");
      }
      assertThat(isPermit(decide(service, "a"))).isTrue();
      assertThat(service.get("/health/ready").statusCode()).isEqualTo(200);
      Json listed =
          ((Json.JsonArray) member(object(service.get("/v1/sources")), "sources"))
              .elements()
              .getFirst();
      assertThat(whole(listed, "failures")).isEqualTo(3);
      assertThat(text(listed, "problem")).contains("status 503");
      assertThat(text(listed, "asOf")).isEqualTo("2026-11-22T10:00:00Z");
      clock.pass(Duration.ofSeconds(90));
      assertThat(service.get("/metrics").body())
          .contains("remit_source_age_seconds{source=\"cmdb\"} 90.0")
          .contains("remit_source_failures_total{source=\"cmdb\"} 3.0");
      source.answers(workloads("a=good", "b=good"));
      pull(service);
      assertThat(toldOf(service))
          .containsExactly(
              "sources.cmdb: it cannot be had (status 503); check the source;"
                  + " its entities stay as they are, as of 2026-11-22T10:00:00Z",
              "sources.cmdb: pulled again, 2 entities");
    }
  }

  /// What the operator was told of the source, up to that it is pulled again.
  private static List<String> toldOf(RunningService service) throws InterruptedException {
    List<String> told = new ArrayList<>();
    String line = "";
    while (!line.contains("pulled again")) {
      line = service.nextTold();
      if (line.startsWith("sources.")) {
        told.add(line);
      }
    }
    return told;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <html>                                                    | 422 | source.refused
          {"uid":1}                                                 | 422 | send a list of entities
          [{"uid":{"type":"User","id":"x"},"attrs":{},"parents":[]}] | 422 | not the source's
          [{"uid":{"type":"Workload","id":"x"},"attrs":{"posture":3},"parents":[]}] | 422 | `String` is due here
          [{"uid":{"type":"Workload","id":"x"},"attrs":{"colour":"x"},"parents":[]}] | 422 | colour
          """)
  void rubbishIsRefusedWholeAndChangesNothing(String body, int status, String text)
      throws Exception {
    source.answers(workloads("a=good"));
    try (RunningService service = start("")) {
      source.next();
      pull(service);
      String before = service.get("/v1/entities").body();
      source.answers(body);
      HttpResponse<String> refused = service.post(PULL, new byte[0]);
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
      assertThat(refused.body()).contains(text);
      assertThat(service.get("/v1/entities").body()).isEqualTo(before);
      assertThat(isPermit(decide(service, "a"))).isTrue();
    }
  }

  @Test
  void oneEntityTwiceIsRefused() throws Exception {
    try (RunningService service = start("")) {
      source.next();
      source.answers(workloads("a=good", "a=bad"));
      HttpResponse<String> refused = service.post(PULL, new byte[0]);
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
      assertThat(isPermit(decide(service, "a"))).isFalse();
    }
  }

  @Test
  void anAnswerThatDoesNotEndOrIsTooLongIsNone() throws Exception {
    source.answers(workloads("a=good"));
    try (RunningService service = start(", timeout: 300ms, bytes: 200")) {
      source.next();
      pull(service);
      source.stalls(workloads("b=good"));
      HttpResponse<String> slow = service.post(PULL, new byte[0]);
      assertThat(slow.statusCode()).isEqualTo(502);
      assertThat(slow.body()).contains("source.unreachable");
      source.answers(workloads("a=good", "b=good", "c=good"));
      HttpResponse<String> large = service.post(PULL, new byte[0]);
      assertThat(large.statusCode()).isEqualTo(502);
      assertThat(whole(pullOf(service, workloads("a=bad")), "put")).isEqualTo(1);
    }
  }

  private Json pullOf(RunningService service, String body) throws Exception {
    source.answers(body);
    return pull(service);
  }

  @Test
  void noRedirectIsFollowed() throws Exception {
    try (LoopbackSource other = new LoopbackSource();
        RunningService service = start("")) {
      source.next();
      other.answers(workloads("a=good"));
      source.answers(302, "", Map.of("Location", other.url()));
      HttpResponse<String> refused = service.post(PULL, new byte[0]);
      assertThat(refused.statusCode()).isEqualTo(502);
      assertThat(refused.body()).contains("status 302");
      assertThat(isPermit(decide(service, "a"))).isFalse();
    }
  }

  @Test
  void anAnswerThatWouldRemoveTooManyIsRefusedUntilSomebodyAllowsIt() throws Exception {
    source.answers(workloads("a=good", "b=good", "c=good", "d=good", "e=good"));
    try (RunningService service = start(", shrink-percent: 40")) {
      source.next();
      pull(service);
      for (String less : List.of("[]", workloads("a=good", "b=good"))) {
        source.answers(less);
        HttpResponse<String> refused = service.post(PULL, new byte[0]);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("would remove");
      }
      assertThat(isPermit(decide(service, "e"))).isTrue();
      assertThat(whole(pullOf(service, workloads("a=good", "b=good", "c=good")), "removed"))
          .isEqualTo(2);
      source.answers("[]");
      HttpResponse<String> allowed = service.post(PULL + "?shrink=true", new byte[0]);
      assertThat(whole(object(allowed), "removed")).isEqualTo(3);
      assertThat(isPermit(decide(service, "a"))).isFalse();
    }
  }

  @Test
  void nobodyElseChangesTheTypesOfASource() throws Exception {
    source.answers(workloads("a=good"));
    try (RunningService service = start("")) {
      source.next();
      pull(service);
      String one = workloads("b=good").substring(1).replaceAll("]$", "");
      for (HttpResponse<String> refused :
          List.of(
              service.put("/v1/entities/Workload/b", one),
              service.delete("/v1/entities/Workload/a"),
              service.post(CHANGES, "{\"upserts\": [" + one + "]}"),
              service.post(CHANGES, "{\"removals\": [{\"type\": \"Workload\", \"id\": \"a\"}]}"))) {
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        assertThat(refused.body()).contains("entity.of-a-source", "`cmdb`");
      }
      HttpResponse<String> other =
          service.put(
              "/v1/entities/Document/d",
              "{\"uid\":{\"type\":\"Document\",\"id\":\"d\"},\"attrs\":{},\"parents\":[]}");
      assertThat(other.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aSourceIsSentItsCredentialsAndAnUnknownOneIsNotFound() throws Exception {
    Path secret = Files.writeString(beside.resolve("cmdb-secret"), "Bearer s3cret\n");
    try (RunningService service = start(", authorization: '" + secret + "'")) {
      assertThat(source.next().getFirst("Authorization")).isEqualTo("Bearer s3cret");
      assertThat(service.post("/v1/sources/none/pull", new byte[0]).statusCode()).isEqualTo(404);
      assertThat(service.get("/v1/sources").body()).doesNotContain("s3cret");
    }
  }

  @Test
  void anAnswerFromACacheIsAsOldAsItSays() throws Exception {
    source.answers(200, workloads("a=good"), Map.of("Age", "300"));
    try (RunningService service = start("")) {
      source.next();
      assertThat(text(pull(service), "asOf")).isEqualTo("2026-11-22T09:55:00Z");
      clock.pass(Duration.ofMinutes(5));
      assertThat(isPermit(decide(service, "a"))).isTrue();
      clock.pass(Duration.ofMillis(1));
      assertThat(isPermit(decide(service, "a"))).isFalse();
    }
  }

  @Test
  void aFileIsAsOldAsItWasWritten() throws Exception {
    Path file = Files.writeString(beside.resolve("workloads.json"), workloads("a=good"));
    Files.setLastModifiedTime(file, FileTime.from(START.minus(Duration.ofMinutes(10))));
    String settings =
        "sources: {cmdb: {url: '%s', types: [Workload], every: 1h}}".formatted(file.toUri());
    try (RunningService service = RunningService.start(folder, data, settings, clock)) {
      pull(service);
      assertThat(isPermit(decide(service, "a"))).isTrue();
      clock.pass(Duration.ofMillis(1));
      pull(service);
      assertThat(isPermit(decide(service, "a"))).isFalse();
    }
  }

  @Test
  void whoPutsAnEntityMaySayThatItIsOlderButNotThatItIsYounger() throws Exception {
    String one = workloads("b=good").substring(1).replaceAll("]$", "");
    try (RunningService service = RunningService.start(folder, data, "", clock)) {
      String path = "/v1/entities/Workload/b";
      assertThat(service.put(path + "?asOf=2026-11-22T10:00:00.001Z", one).statusCode())
          .isEqualTo(400);
      assertThat(service.put(path + "?asOf=yesterday", one).statusCode()).isEqualTo(400);
      assertThat(service.put(path + "?asOf=2026-11-22T09:50:00Z", one).statusCode()).isEqualTo(200);
      assertThat(text(object(service.get(path)), "asOf")).isEqualTo("2026-11-22T09:50:00Z");
      assertThat(isPermit(decide(service, "b"))).isTrue();
      clock.pass(Duration.ofMillis(1));
      assertThat(isPermit(decide(service, "b"))).isFalse();
      HttpResponse<String> many =
          service.post(CHANGES, "{\"upserts\": [" + one + "], \"asOf\": \"2026-11-22T09:59:00Z\"}");
      assertThat(many.statusCode()).as(many.body()).isEqualTo(200);
      assertThat(isPermit(decide(service, "b"))).isTrue();
      assertThat(
              service
                  .post(CHANGES, "{\"upserts\": [" + one + "], \"asOf\": \"2027-01-01T00:00:00Z\"}")
                  .statusCode())
          .isEqualTo(400);
    }
  }
}
