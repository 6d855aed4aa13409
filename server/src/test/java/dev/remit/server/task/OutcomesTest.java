package dev.remit.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.server.KeyedCaller;
import dev.remit.server.RunningService;
import dev.remit.server.measure.PromQl;
import dev.remit.testkit.SharedData;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What users saw of decisions, and how tasks ended as their owners saw them. Each test has a day
/// of its own, which is what rates are of.
final class OutcomesTest {
  @TempDir private static Path folder;
  private static Desk desk;

  @BeforeAll
  static void open() throws Exception {
    desk = Desk.open(folder);
  }

  @AfterAll
  static void close() throws Exception {
    desk.close();
  }

  @BeforeEach
  void passDays() {
    desk.clock.pass(Duration.ofDays(2));
  }

  private static String id(Json answer) {
    return RunningService.text(answer, "context", "id");
  }

  /// The id of a decision about an agent outside of any task, which is denied.
  private String denied(String action) throws Exception {
    return id(desk.ask("", "bot", action, "Order/1", 1));
  }

  private HttpResponse<String> saw(String decision, int status, String retryOf) throws Exception {
    String retry = retryOf.isEmpty() ? "" : ", \"retryOf\": \"" + retryOf + "\"";
    return desk.service()
        .post(
            "/v1/outcomes",
            "{\"decision\": \"%s\", \"visibleStatus\": %d%s}".formatted(decision, status, retry));
  }

  private HttpResponse<String> ended(String task, String report) throws Exception {
    return desk.service().post("/v1/tasks/" + task + "/outcome", report);
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(code);
  }

  private static void assertTaken(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private KeyedCaller registered(String id, String more) throws Exception {
    HttpResponse<String> answer =
        desk.service()
            .post(
                "/v1/callers",
                "{\"id\": \"%s\", \"roles\": [\"enforcer\"], \"credential\": {\"kind\": \"api-key\"}%s}"
                    .formatted(id, more));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return new KeyedCaller(
        desk.service(), RunningService.text(RunningService.object(answer), "key"));
  }

  private Json rates() throws Exception {
    return RunningService.object(desk.service().get("/v1/rates"));
  }

  private List<Long> userVisible() throws Exception {
    Json rate = RunningService.member(rates(), "userVisible");
    return List.of(RunningService.whole(rate, "part"), RunningService.whole(rate, "of"));
  }

  private double fromMetrics() throws Exception {
    List<String> rates = PromQl.expressions(SharedData.projectRoot().resolve("server/README.md"));
    return PromQl.ratio(rates.get(2), desk.service().get("/metrics").body());
  }

  @Test
  void theRateOfUserVisibleRequestsIsThatOfTheirLastAttempts() throws Exception {
    desk.restart(); // Metrics count from the start of the process.
    String given = denied("refund");
    String retried = denied("export");
    assertThat(RunningService.member(rates(), "userVisible")).isInstanceOf(Json.JsonNull.class);
    assertTaken(saw(given, 403, ""));
    assertTaken(saw(retried, 403, ""));
    assertThat(userVisible()).containsExactly(2L, 2L);
    assertThat(fromMetrics()).isEqualTo(1);
    String token = desk.task("bot");
    String again = id(desk.ask(token, "bot", "export", "Order/1", 1));
    String andAgain = id(desk.ask(token, "bot", "export", "Order/1", 1));
    String hidden = denied("approve");
    assertTaken(saw(again, 503, retried));
    assertTaken(saw(andAgain, 200, again));
    assertTaken(saw(hidden, 200, ""));
    // The first was denied to the user's face; the second went well in the end; of the third the
    // user saw nothing.
    assertThat(userVisible()).containsExactly(1L, 3L);
    assertThat(fromMetrics()).isEqualTo(1.0 / 3);
  }

  @Test
  void whatAUserSawIsTakenOnceAlsoAfterAStart() throws Exception {
    String decision = denied("refund");
    assertTaken(saw(decision, 403, ""));
    assertTaken(saw(decision, 403, ""));
    assertRefused(saw(decision, 200, ""), 409, "outcome.reported");
    desk.restart();
    assertTaken(saw(decision, 403, ""));
    assertRefused(saw(decision, 200, ""), 409, "outcome.reported");
    assertThat(userVisible()).containsExactly(1L, 1L);
  }

  @Test
  void whatAUserSawIsTakenFromTheDecisionPointThatAskedAloneAndForADay() throws Exception {
    String first = denied("refund");
    String other = denied("export");
    KeyedCaller elsewhere = registered("edge", "");
    String report = "{\"decision\": \"%s\", \"visibleStatus\": 403}".formatted(first);
    assertRefused(elsewhere.post("/v1/outcomes", report), 404, "outcome.unknown-decision");
    assertRefused(saw("none", 403, ""), 404, "outcome.unknown-decision");
    assertRefused(saw(first, 99, ""), 400, "from 100 to 599");
    assertRefused(saw(other, 403, first), 409, "outcome.no-retry");
    assertRefused(saw(first, 403, first), 409, "outcome.no-retry");
    assertRefused(
        desk.service().post("/v1/outcomes", "{\"decision\": \"" + first + "\"}"),
        400,
        "write it, `visibleStatus`, or both");
    desk.clock.pass(Duration.ofDays(1));
    assertTaken(saw(other, 403, ""));
    desk.clock.pass(Duration.ofMillis(1));
    assertRefused(saw(first, 403, ""), 409, "outcome.too-late");
  }

  @Test
  void whatBecameOfAPermitAndWhatTheUserSawOfItCanBeSaidTogether() throws Exception {
    Json.JsonObject opened = desk.opened("bot");
    String spent =
        id(desk.ask(RunningService.text(opened, "token"), "bot", "refund", "Order/1", 100));
    HttpResponse<String> answer =
        desk.service()
            .post(
                "/v1/outcomes",
                "{\"decision\": \"%s\", \"status\": \"failed\", \"visibleStatus\": 502}"
                    .formatted(spent));
    assertTaken(answer);
    assertThat(answer.body()).contains("\"visibleStatus\":502").contains("refunds");
    assertThat(desk.meter(RunningService.text(opened, "id"), "refunds")).isZero();
    assertThat(userVisible())
        .as("it failed, and not for want of authority")
        .containsExactly(0L, 1L);
  }

  @Test
  void howATaskEndedIsCountedByItsPurpose() throws Exception {
    String lacking = RunningService.text(desk.opened("bot"), "id");
    String broken = RunningService.text(desk.opened("bot"), "id");
    String well = RunningService.text(desk.opened("bot"), "id");
    String unknown = RunningService.text(desk.opened("bot"), "id");
    assertThat(unknown).isNotEmpty();
    assertThat(desk.service().delete("/v1/tasks/" + lacking).statusCode()).isEqualTo(200);
    String report =
        "{\"status\": \"abandoned\", \"reason\": \"no refunds\", \"wantOfAuthority\": true}";
    assertTaken(ended(lacking, report));
    assertTaken(ended(broken, "{\"status\": \"failed\", \"visibleStatus\": 500}"));
    assertTaken(ended(well, "{\"status\": \"succeeded\"}"));
    assertTaken(ended(lacking, report));
    assertRefused(ended(lacking, "{\"status\": \"abandoned\"}"), 409, "outcome.reported");
    desk.restart();
    assertTaken(ended(lacking, report));
    assertRefused(ended(well, "{\"status\": \"failed\"}"), 409, "outcome.reported");
    assertThat(JsonWriter.compact(RunningService.member(rates(), "details", "workflows")))
        .isEqualTo(
            "[{\"purpose\":\"support\",\"ended\":3,\"unsuccessful\":2,"
                + "\"wantOfAuthority\":{\"part\":1,\"of\":3,\"percent\":33.3333}}]");
  }

  @Test
  void howATaskEndedIsSaidByWhoOpenedItOrThroughWhomItWas() throws Exception {
    Json.JsonObject opened = desk.opened("bot");
    String task = RunningService.text(opened, "id");
    String path = "/v1/tasks/" + task + "/outcome";
    String report = "{\"status\": \"failed\"}";
    String point = ", \"point\": \"administrator\"";
    KeyedCaller agent = registered("bot", ", \"principal\": \"Agent::\\\"bot\\\"\"" + point);
    KeyedCaller another = registered("eve", ", \"principal\": \"User::\\\"eve\\\"\"" + point);
    KeyedCaller elsewhere = registered("gate", "");
    KeyedCaller ordersAlone =
        registered("orders", ", \"speaksFor\": {\"subjects\": [\"Order\"]}" + point);
    assertRefused(agent.post(path, report), 403, "task.not-yours");
    // What it opened itself it may end, and not praise.
    HttpResponse<String> child =
        desk.open("Agent", "bot", "bot", "support", RunningService.text(opened, "token"));
    String own =
        "/v1/tasks/" + RunningService.text(RunningService.object(child), "id") + "/outcome";
    assertRefused(agent.post(own, "{\"status\": \"succeeded\"}"), 403, "task.not-yours");
    assertRefused(another.post(path, report), 403, "task.not-yours");
    assertRefused(elsewhere.post(path, report), 403, "task.not-yours");
    assertRefused(ordersAlone.post(path, report), 403, "caller.not-registered-for");
    KeyedCaller auditor = KeyedCaller.register(desk.service(), "", "auditor", "auditor");
    assertThat(auditor.post(path, report).statusCode()).isEqualTo(403);
    assertRefused(ended(denied("refund"), report), 404, "task.unknown");
    assertRefused(ended("none", report), 404, "task.unknown");
    assertRefused(
        ended(task, "{\"status\": \"lost\"}"), 400, "write `succeeded`, `failed` or `abandoned`");
    assertRefused(
        ended(task, "{\"status\": \"succeeded\", \"wantOfAuthority\": true}"),
        400,
        "is true of what succeeded");
    assertRefused(ended(task, "{\"status\": \"failed\", \"wantOfAuthority\": 1}"), 400, "true or");
    KeyedCaller pat = registered("pat", ", \"principal\": \"User::\\\"pat\\\"\"");
    desk.clock.pass(Duration.ofHours(27)); // It was over after 3, and a day may go by.
    assertTaken(pat.post(path, report));
    desk.clock.pass(Duration.ofMillis(1));
    assertRefused(ended(task, report), 409, "outcome.too-late");
  }
}
