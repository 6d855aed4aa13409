package dev.remit.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.client.grpc.GrpcClients;
import dev.remit.cedar.json.Json;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.pdp.decision.Pdp;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.ledger.TaskChange;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.server.KeyedCaller;
import dev.remit.server.RunningServer;
import dev.remit.server.RunningService;
import io.envoyproxy.envoy.service.auth.v3.AttributeContext;
import io.envoyproxy.envoy.service.auth.v3.AuthorizationGrpc.AuthorizationBlockingStub;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import io.envoyproxy.envoy.service.auth.v3.CheckResponse;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TaskScenariosTest {
  private static final String ORDER = "Order/7";
  private static final String EVALUATION = "/access/v1/evaluation";

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

  private static String id(Json answer) {
    return RunningService.text(answer, "context", "id");
  }

  private List<DecisionRecord> records() throws Exception {
    return RunningServer.records(desk.data);
  }

  @Test
  void refundsOfOneTaskSumToAtMostItsBudgetHoweverTheyAreSplit() throws Exception {
    String token = desk.task("bot");
    assertThat(desk.permits(token, "bot", "refund", ORDER, 201)).isFalse();
    assertThat(desk.permits(token, "bot", "refund", ORDER, 200)).isTrue();
    assertThat(desk.permits(token, "bot", "refund", "Order/8", 200)).isTrue();
    assertThat(desk.permits(token, "bot", "refund", "Order/9", 101)).isFalse();
    assertThat(desk.permits(desk.child("bot", "aide", token), "aide", "refund", ORDER, 101))
        .isFalse();
    assertThat(desk.permits(token, "bot", "refund", ORDER, 100)).isTrue();
    assertThat(desk.permits(token, "bot", "refund", ORDER, 1)).isFalse();
    assertThat(desk.reason(token, "bot", "refund", ORDER)).isEqualTo("no-permit");
  }

  @Test
  void aRefundOfLessThanNothingIsDenied() throws Exception {
    String token = desk.task("bot");
    assertThat(desk.ask(token, "bot", "refund", ORDER, -1).toString()).contains("effect-error");
  }

  @Test
  void approvingAndPayingAreNeverInOneTask() throws Exception {
    String first = desk.task("bot");
    assertThat(desk.permits(first, "bot", "approve", ORDER, 1)).isTrue();
    assertThat(desk.permits(first, "bot", "pay", ORDER, 1)).isFalse();
    assertThat(desk.permits(first, "bot", "approve", ORDER, 1)).isTrue();
    String second = desk.task("bot");
    assertThat(desk.permits(second, "bot", "pay", ORDER, 1)).isTrue();
    assertThat(desk.permits(desk.child("bot", "aide", second), "aide", "approve", ORDER, 1))
        .isFalse();
  }

  @Test
  void atMostTwentyRecordsLeaveInAnyHourToTheMillisecond() throws Exception {
    String token = desk.task("bot");
    assertThat(desk.permits(token, "bot", "export", ORDER, 15)).isTrue();
    desk.clock.pass(Duration.ofMillis(1));
    assertThat(desk.permits(token, "bot", "export", ORDER, 5)).isTrue();
    assertThat(desk.permits(token, "bot", "export", ORDER, 1)).isFalse();
    desk.clock.pass(Duration.ofHours(1).minusMillis(2));
    String renewed = renewed(token);
    assertThat(desk.permits(renewed, "bot", "export", ORDER, 1)).isFalse();
    desk.clock.pass(Duration.ofMillis(1));
    assertThat(desk.permits(renewed, "bot", "export", ORDER, 16)).isFalse();
    assertThat(desk.permits(renewed, "bot", "export", ORDER, 15)).isTrue();
    desk.clock.pass(Duration.ofMillis(1));
    assertThat(desk.permits(renewed, "bot", "export", ORDER, 6)).isFalse();
    assertThat(desk.permits(renewed, "bot", "export", ORDER, 5)).isTrue();
  }

  private String renewed(String token) throws Exception {
    String payload =
        new String(
            Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    String id = RunningService.text(RunningService.object(payload), "task");
    return RunningService.text(
        RunningService.object(desk.service().post("/v1/tasks/" + id + "/token", "")), "token");
  }

  @Test
  void nothingIsSentOnceTheTaskHasReadPersonalDataNotEvenByOthersInIt() throws Exception {
    String token = desk.task("bot");
    String early = desk.child("bot", "aide", token);
    assertThat(desk.permits(token, "bot", "read", "Customer/shop", 1)).isTrue();
    assertThat(desk.permits(token, "bot", "send", "Mailbox/press", 1)).isTrue();
    assertThat(desk.permits(early, "aide", "read", "Customer/ann", 1)).isTrue();
    assertThat(desk.ask(token, "bot", "send", "Mailbox/press", 1).toString())
        .contains("customer data stays inside");
    assertThat(desk.reason(early, "aide", "send", "Mailbox/press")).isEqualTo("forbidden");
    String late = desk.child("bot", "courier", token);
    assertThat(desk.reason(late, "courier", "send", "Mailbox/press")).isEqualTo("forbidden");
    String later = desk.child("courier", "bot", late);
    assertThat(desk.reason(later, "bot", "send", "Mailbox/press")).isEqualTo("forbidden");
  }

  @Test
  void labelsAreNotWashedOffByAnotherTask() throws Exception {
    String token = desk.task("bot");
    assertThat(desk.permits(token, "bot", "read", "Customer/ann", 1)).isTrue();
    HttpResponse<String> fresh = desk.open("Agent", "bot", "bot", "support", "");
    assertThat(fresh.statusCode()).isEqualTo(403);
    assertThat(fresh.body()).contains("task-refused");
    // Without any task it holds nothing at all.
    assertThat(desk.reason("", "bot", "send", "Mailbox/press")).isEqualTo("no-permit");
    // The task of another agent is no way around either.
    String other = desk.task("aide");
    assertThat(desk.reason(other, "bot", "send", "Mailbox/press")).isEqualTo("task-refused");
    assertThat(desk.open("Agent", "bot", "bot", "support", other).body()).contains("task-refused");
  }

  @Test
  void aRetryIsAnsweredAsBeforeAndSpendsNothing() throws Exception {
    Json.JsonObject opened = desk.opened("bot");
    String token = RunningService.text(opened, "token");
    String task = RunningService.text(opened, "id");
    String refund = Desk.question("bot", "refund", ORDER, 150);
    String first = desk.send(EVALUATION, refund, token, "\"k1\"").body();
    assertThat(RunningService.isPermit(RunningService.object(first))).isTrue();
    for (int i = 0; i < 4; i++) {
      assertThat(desk.send(EVALUATION, refund, token, "\"k1\"").body()).isEqualTo(first);
    }
    assertThat(desk.meter(task, "refunds")).isEqualTo(150);
    desk.restart();
    assertThat(desk.send(EVALUATION, refund, token, "\"k1\"").body()).isEqualTo(first);
    assertThat(desk.meter(task, "refunds")).isEqualTo(150);
    HttpResponse<String> other =
        desk.send(EVALUATION, Desk.question("bot", "refund", ORDER, 151), token, "\"k1\"");
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.body()).contains("attempt-key.reused");
    assertThat(desk.meter(task, "refunds")).isEqualTo(150);
    assertThat(desk.send(EVALUATION, refund, "", "\"k1\"").body()).contains("attempt-key.no-task");
    assertThat(desk.send(EVALUATION, refund, token, "\"\"").body())
        .contains("attempt-key.malformed");
    desk.close();
    assertThat(records().stream().filter(record -> record.kind() == RecordKind.DECISION))
        .hasSize(2);
  }

  @Test
  void theClientOfAGatewayNamesItsTask() throws Exception {
    Json.JsonObject opened = desk.opened("bot");
    String token = RunningService.text(opened, "token");
    KeyedCaller gateway = KeyedCaller.register(desk.service(), "", "edge", "enforcer");
    assertThat(forward(gateway, "bot", token).statusCode()).isEqualTo(200);
    assertThat(desk.state(RunningService.text(opened, "id")).toString()).contains("approved");
    assertThat(desk.reason(token, "bot", "pay", ORDER)).isEqualTo("no-permit");
    assertThat(forward(gateway, "bot", "").headers().firstValue("x-remit-reason"))
        .contains("no-permit");
    assertThat(forward(gateway, "aide", token).headers().firstValue("x-remit-reason"))
        .contains("task-refused");
    desk.service().delete("/v1/tasks/" + RunningService.text(opened, "id"));
    HttpResponse<String> ended = forward(gateway, "bot", token);
    assertThat(ended.statusCode()).isEqualTo(403);
    assertThat(ended.headers().firstValue("x-remit-reason")).contains("task-ended");
    desk.close();
    // The token is a credential, and in no record.
    for (DecisionRecord record : records()) {
      assertThat(record.toString()).doesNotContain(token);
    }
  }

  @Test
  void aTaskIsNamedInTheHeadersThatEnvoySendsToo() throws Exception {
    Json.JsonObject opened = desk.opened("bot");
    String token = RunningService.text(opened, "token");
    KeyedCaller gateway = KeyedCaller.register(desk.service(), "", "mesh", "enforcer");
    assertThat(check(gateway, "bot", token).hasOkResponse()).isTrue();
    assertThat(desk.state(RunningService.text(opened, "id")).toString()).contains("approved");
    assertThat(desk.reason(token, "bot", "pay", ORDER)).isEqualTo("no-permit");
    assertThat(reason(check(gateway, "bot", ""))).isEqualTo("no-permit");
    assertThat(reason(check(gateway, "aide", token))).isEqualTo("task-refused");
    assertThat(reason(check(gateway, "bot", token + "x"))).isEqualTo("task-refused");
    desk.service().delete("/v1/tasks/" + RunningService.text(opened, "id"));
    assertThat(reason(check(gateway, "bot", token))).isEqualTo("task-ended");
    desk.close();
    for (DecisionRecord record : records()) {
      assertThat(record.toString()).doesNotContain(token);
    }
  }

  private CheckResponse check(KeyedCaller gateway, String agent, String token) {
    AttributeContext.HttpRequest.Builder http =
        AttributeContext.HttpRequest.newBuilder()
            .setMethod("POST")
            .setScheme("https")
            .setHost("desk.harbour.example")
            .setPath("/orders/7/approve")
            .putHeaders(":path", "/orders/7/approve")
            .putHeaders("x-agent", agent);
    if (!token.isEmpty()) {
      http.putHeaders("remit-task", token);
    }
    return GrpcClients.builder("gproto+http://127.0.0.1:" + desk.service().port())
        .addHeader("x-remit-authorization", "Bearer " + gateway.key())
        .build(AuthorizationBlockingStub.class)
        .check(
            CheckRequest.newBuilder()
                .setAttributes(
                    AttributeContext.newBuilder()
                        .setRequest(AttributeContext.Request.newBuilder().setHttp(http)))
                .build());
  }

  private static String reason(CheckResponse denied) {
    return denied.getDeniedResponse().getHeadersList().stream()
        .filter(header -> header.getHeader().getKey().equals("x-remit-reason"))
        .map(header -> header.getHeader().getValue())
        .findFirst()
        .orElseThrow();
  }

  private HttpResponse<String> forward(KeyedCaller gateway, String agent, String token)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + desk.service().port() + "/v1/forward-auth"))
            .header("X-Remit-Authorization", "Bearer " + gateway.key())
            .header("X-Original-Method", "POST")
            .header("X-Original-URI", "/orders/7/approve")
            .header("X-Agent", agent);
    if (!token.isEmpty()) {
      request.header("Remit-Task", token);
    }
    return gateway.send(request);
  }

  @Test
  void aRetriedBatchIsAnsweredAsBefore() throws Exception {
    Json.JsonObject opened = desk.opened("bot");
    String token = RunningService.text(opened, "token");
    String batch =
        """
        {"subject": {"type": "Agent", "id": "bot"}, "action": {"name": "refund"},
         "context": {"amount": 200},
         "evaluations": [{"resource": {"type": "Order", "id": "1"}},
           {"resource": {"type": "Order", "id": "2"}}, {"resource": {"type": "Order", "id": "3"}}]}
        """;
    String first = desk.send("/access/v1/evaluations", batch, token, "\"b\"").body();
    assertThat(first.split("\"decision\":true", -1)).hasSize(3);
    assertThat(desk.send("/access/v1/evaluations", batch, token, "\"b\"").body()).isEqualTo(first);
    assertThat(desk.meter(RunningService.text(opened, "id"), "refunds")).isEqualTo(400);
  }

  @Test
  void aFailedOutcomeGivesBackWhatTheDecisionSpentOnce() throws Exception {
    Json.JsonObject opened = desk.opened("bot");
    String token = RunningService.text(opened, "token");
    String task = RunningService.text(opened, "id");
    String refund = id(desk.ask(token, "bot", "refund", ORDER, 200));
    String export = id(desk.ask(token, "bot", "export", ORDER, 20));
    String denied = id(desk.ask(token, "bot", "export", ORDER, 20));
    assertThat(report(refund, "failed").body()).contains("\"released\":[{\"meter\":\"refunds\"");
    assertThat(report(refund, "failed").statusCode()).isEqualTo(409);
    assertThat(report(export, "succeeded").body()).contains("\"released\":[]");
    assertThat(report(export, "failed").statusCode()).isEqualTo(409);
    assertThat(report(denied, "failed").statusCode()).isEqualTo(404);
    assertThat(report("none", "failed").statusCode()).isEqualTo(404);
    assertThat(report(refund, "lost").statusCode()).isEqualTo(400);
    assertThat(desk.meter(task, "refunds")).isZero();
    assertThat(desk.meter(task, "exported")).isEqualTo(20);
    desk.restart();
    assertThat(desk.meter(task, "refunds")).isZero();
    assertThat(report(refund, "failed").statusCode()).isEqualTo(409);
    String last = id(desk.ask(token, "bot", "refund", ORDER, 200));
    assertThat(desk.service().delete("/v1/tasks/" + task).statusCode()).isEqualTo(200);
    assertThat(report(last, "failed").body()).contains("task.ended");
  }

  private HttpResponse<String> report(String decision, String status) throws Exception {
    return desk.service()
        .post(
            "/v1/outcomes",
            "{\"decision\": \"%s\", \"status\": \"%s\"}".formatted(decision, status));
  }

  @Test
  void aRestartInTheMiddleKeepsLabelsAndMeters() throws Exception {
    Json.JsonObject opened = desk.opened("bot");
    String token = RunningService.text(opened, "token");
    String task = RunningService.text(opened, "id");
    String child = desk.child("bot", "aide", token);
    desk.ask(token, "bot", "refund", ORDER, 120);
    desk.ask(child, "aide", "export", ORDER, 7);
    desk.ask(child, "aide", "read", "Customer/ann", 1);
    Json.JsonObject before = desk.state(task);
    desk.restart();
    assertThat(desk.state(task)).isEqualTo(before);
    desk.ask(token, "bot", "refund", ORDER, 80);
    desk.restart();
    assertThat(desk.meter(task, "refunds")).isEqualTo(200);
    assertThat(desk.reason(child, "aide", "send", "Mailbox/press")).isEqualTo("forbidden");
    desk.clock.pass(Duration.ofHours(3));
    desk.restart();
    assertThat(desk.service().get("/v1/tasks/" + task).statusCode()).isEqualTo(404);
  }

  @Test
  void whatWasDecidedInATaskIsDecidedTheSameFromItsRecord() throws Exception {
    String token = desk.task("bot");
    desk.ask(token, "bot", "refund", ORDER, 200);
    desk.ask(token, "bot", "refund", ORDER, 200);
    desk.ask(token, "bot", "refund", ORDER, 200);
    desk.ask(token, "bot", "read", "Customer/ann", 1);
    desk.ask(token, "bot", "send", "Mailbox/press", 1);
    desk.ask(token, "aide", "send", "Mailbox/press", 1);
    desk.close();
    Bundle bundle = BundleReader.read(desk.bundleFolder());
    List<DecisionRecord> records = records();
    assertThat(records).hasSize(7);
    for (DecisionRecord record : records) {
      assertThat(
              Pdp.decide(
                      record.inputs(),
                      bundle,
                      new Snapshot(bundle.entities(), record.inputs().entities()))
                  .canonical())
          .isEqualTo(record.decision().canonical());
    }
    assertThat(records.get(2).task())
        .isInstanceOfSatisfying(
            TaskChange.Used.class, used -> assertThat(used.after()).isEqualTo(used.before() + 1));
    assertThat(records.get(2).inputs().provenance().task().status()).isEqualTo("verified");
  }
}
