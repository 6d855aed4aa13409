package dev.remit.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.json.Json;
import dev.remit.server.KeyedCaller;
import dev.remit.server.RunningService;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TaskEndpointsTest {
  @TempDir private Path folder;
  private Desk desk;

  @BeforeEach
  void open() throws Exception {
    desk = Desk.open(folder);
  }

  @AfterEach
  void close() throws Exception {
    desk.close();
  }

  private static String id(Json json) {
    return RunningService.text(json, "id");
  }

  @Test
  void aTaskSaysWhatItIsForAndWhenItEnds() throws Exception {
    Json.JsonObject opened = desk.opened("bot");
    assertThat(RunningService.text(opened, "purpose")).isEqualTo("support");
    assertThat(RunningService.text(opened, "expires")).isEqualTo("2026-11-22T13:00:00Z");
    assertThat(RunningService.text(opened, "tokenExpires")).isEqualTo("2026-11-22T10:15:00Z");
    Json.JsonObject state = desk.state(id(opened));
    assertThat(((Json.JsonArray) RunningService.member(state, "labels")).elements()).isEmpty();
    assertThat(RunningService.whole(state, "version")).isEqualTo(1);
  }

  @Test
  void whatIsAskedForWronglyIsRefusedWithEveryMistake() throws Exception {
    HttpResponse<String> answer =
        desk.send(
            "/v1/tasks",
            """
            {"subject": {"type": "a b", "id": "x"}, "purpose": "fun", "expires": "soon", "by": 1}
            """,
            "",
            "");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("unknown member `by`")
        .contains("is no entity type")
        .contains("is none of this bundle")
        .contains("is no instant");
    assertThat(
            desk.send(
                    "/v1/tasks",
                    """
                    {"subject": {"type": "User", "id": "pat"}, "purpose": "audit",
                     "expires": "2026-11-22T11:00:00.001Z"}
                    """,
                    "",
                    "")
                .body())
        .contains("later than the purpose allows");
    assertThat(
            desk.send(
                    "/v1/tasks",
                    "{\"subject\": {\"type\": \"User\", \"id\": \"pat\"}, \"purpose\": \"audit\"}",
                    "",
                    "k")
                .body())
        .contains("attempt-key.not-here");
  }

  @Test
  void whatEndsATaskEndsAllBelowIt() throws Exception {
    Json.JsonObject root = desk.opened("bot");
    String rootToken = RunningService.text(root, "token");
    HttpResponse<String> middle = desk.open("Agent", "bot", "aide", "support", rootToken);
    String middleToken = RunningService.text(RunningService.object(middle), "token");
    String leafToken = desk.child("aide", "courier", middleToken);
    assertThat(RunningService.member(desk.state(id(root)), "children").toString())
        .contains(id(RunningService.object(middle)));
    assertThat(desk.service().delete("/v1/tasks/" + id(RunningService.object(middle))).statusCode())
        .isEqualTo(200);
    assertThat(desk.reason(middleToken, "aide", "approve", "Order/1")).isEqualTo("task-ended");
    assertThat(desk.reason(leafToken, "courier", "approve", "Order/1")).isEqualTo("task-ended");
    assertThat(desk.open("Agent", "aide", "x", "support", middleToken).body())
        .contains("task-ended");
    assertThat(desk.reason(rootToken, "bot", "approve", "Order/1")).isEqualTo("permitted");
    desk.restart();
    assertThat(desk.reason(leafToken, "courier", "approve", "Order/1")).isEqualTo("task-ended");
    assertThat(desk.reason(rootToken, "bot", "approve", "Order/1")).isEqualTo("permitted");
    assertThat(desk.service().delete("/v1/tasks/" + id(root)).statusCode()).isEqualTo(200);
    assertThat(desk.service().delete("/v1/tasks/" + id(root)).statusCode()).isEqualTo(404);
    assertThat(desk.service().get("/v1/tasks/" + id(root)).statusCode()).isEqualTo(404);
  }

  @Test
  void aTaskThatIsOverIsNoTask() throws Exception {
    Json.JsonObject root = desk.opened("bot");
    desk.clock.pass(Duration.ofMinutes(15));
    String token = RunningService.text(root, "token");
    assertThat(desk.reason(token, "bot", "approve", "Order/1")).isEqualTo("task-ended");
    HttpResponse<String> renewed = desk.service().post("/v1/tasks/" + id(root) + "/token", "");
    String again = RunningService.text(RunningService.object(renewed), "token");
    assertThat(desk.reason(again, "bot", "approve", "Order/1")).isEqualTo("permitted");
    desk.clock.pass(Duration.ofHours(3).minusMinutes(15));
    assertThat(desk.reason(again, "bot", "approve", "Order/1")).isEqualTo("task-ended");
    assertThat(desk.service().post("/v1/tasks/" + id(root) + "/token", "").statusCode())
        .isEqualTo(404);
  }

  @Test
  void aChildEndsWithItsParent() throws Exception {
    String token = desk.task("bot");
    desk.clock.pass(Duration.ofMinutes(10));
    HttpResponse<String> child = desk.open("Agent", "bot", "aide", "support", token);
    assertThat(RunningService.text(RunningService.object(child), "expires"))
        .isEqualTo("2026-11-22T13:00:00Z");
  }

  @Test
  void whoMayOpenAPurposeIsForThePoliciesToSay() throws Exception {
    String audit =
        RunningService.text(
            RunningService.object(desk.open("User", "pat", "bot", "audit", "")), "token");
    HttpResponse<String> denied = desk.open("Agent", "bot", "aide", "audit", audit);
    assertThat(denied.statusCode()).isEqualTo(403);
    assertThat(denied.body()).contains("no-permit");
    // A task holds what its purpose is granted, and no more.
    assertThat(desk.reason(audit, "bot", "approve", "Order/1")).isEqualTo("no-permit");
  }

  @Test
  void anAgentThatCallsTouchesItsOwnTasksAlone() throws Exception {
    Json.JsonObject own = desk.opened("bot");
    Json.JsonObject other = desk.opened("aide");
    HttpResponse<String> registered =
        desk.service()
            .post(
                "/v1/callers",
                """
                {"id": "bot", "roles": ["enforcer"], "credential": {"kind": "api-key"},
                 "principal": "Agent::\\"bot\\""}
                """);
    assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
    KeyedCaller bot =
        new KeyedCaller(
            desk.service(), RunningService.text(RunningService.object(registered), "key"));
    assertThat(bot.get("/v1/tasks/" + id(own)).statusCode()).isEqualTo(200);
    assertThat(bot.get("/v1/tasks/" + id(other)).statusCode()).isEqualTo(403);
    String opening = "{\"subject\": {\"type\": \"%s\", \"id\": \"%s\"}, \"purpose\": \"support\"}";
    HttpRequest.Builder asAnother =
        bot.request("/v1/tasks")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(opening.formatted("User", "pat")));
    assertThat(bot.send(asAnother).body()).contains("task.not-yours");
    HttpRequest.Builder asItself =
        bot.request("/v1/tasks")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(opening.formatted("Agent", "bot")));
    assertThat(bot.send(asItself).body()).contains("task-refused");
  }

  private HttpResponse<String> state(String id, String known) throws Exception {
    HttpRequest.Builder request = desk.service().request("/v1/tasks/" + id);
    return desk.service().send(request.header("If-None-Match", known).build());
  }

  @Test
  void whatIsKnownOfATaskIsNotSentAgainUntilItChanges() throws Exception {
    Json.JsonObject opened = desk.opened("bot");
    String token = RunningService.text(opened, "token");
    String first =
        desk.service().get("/v1/tasks/" + id(opened)).headers().firstValue("ETag").orElseThrow();
    for (String known : List.of(first, "\"x\", W/" + first, "*")) {
      HttpResponse<String> same = state(id(opened), known);
      assertThat(same.statusCode()).as(known).isEqualTo(304);
      assertThat(same.body()).isEmpty();
      assertThat(same.headers().firstValue("ETag")).contains(first);
    }
    assertThat(desk.permits(token, "bot", "export", "Order/1", 20)).isTrue();
    HttpResponse<String> changed = state(id(opened), first);
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.body()).contains("\"exported\":20");
    // The amount passes with its window, and no version comes with that.
    String second = changed.headers().firstValue("ETag").orElseThrow();
    desk.clock.pass(Duration.ofHours(1));
    HttpResponse<String> passed = state(id(opened), second);
    assertThat(passed.statusCode()).isEqualTo(200);
    assertThat(passed.body()).contains("\"exported\":0").contains("\"version\":2");
    assertThat(state("none", "*").statusCode()).isEqualTo(404);
  }

  @Test
  void notesOfTasksAreARecordKindOfTheirOwn() throws Exception {
    Json.JsonObject root = desk.opened("bot");
    desk.ask(RunningService.text(root, "token"), "bot", "approve", "Order/1", 1);
    desk.service().delete("/v1/tasks/" + id(root));
    String listed = desk.service().get("/v1/decisions?kind=task").body();
    assertThat(listed.split("\"kind\":\"task\"", -1)).hasSize(3);
    assertThat(listed).contains("open-task").contains("end-task").doesNotContain("approve");
  }
}
