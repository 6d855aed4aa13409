package dev.remit.server.callers;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.server.RunningServer;
import dev.remit.server.RunningService;
import dev.remit.server.credential.SetClock;
import dev.remit.server.credential.TestIssuer;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Callers of a running service, with keys, tokens and none, over a real socket.
final class CallersOverSocketTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final long NOW = NOON.getEpochSecond();
  private static final String ISS = "https://issuer.example";
  private static final SetClock CLOCK = new SetClock(NOON);

  @TempDir private static Path folder;

  private static TestIssuer issuer;
  private static ECKey key;
  private static RunningService service;

  @BeforeAll
  static void start() throws Exception {
    issuer = TestIssuer.start();
    key = TestIssuer.ecKey("k1");
    issuer.publish(key);
    Path bundle = folder.resolve("bundle");
    Files.createDirectories(bundle.resolve("policies"));
    Files.createDirectories(bundle.resolve("entities"));
    Files.writeString(bundle.resolve("remit.yaml"), "name: test\nowner: test@example.org\n");
    Files.writeString(bundle.resolve("schema.cedarschema"), "");
    Files.writeString(
        bundle.resolve("policies/all.cedar"),
        """
        @id("own-token-with-scope")
        permit (principal is ServiceAccount, action == Action::"read", resource)
        when {
          context.credential.status == "verified"
          && context.credential.kind == "jwt"
          && context.credential.subject == "deploy-bot"
          && context.credential.scopes.contains("docs")
          && context.credential.expires > context.now
        };
        """);
    service =
        RunningService.start(
            bundle,
            folder.resolve("data"),
            "issuers: {corp: {issuer: '%s', jwks: '%s', audiences: [remit]}}"
                .formatted(ISS, issuer.jwks()),
            CLOCK);
    register(
        "{\"id\":\"deploy\",\"roles\":[\"enforcer\"],\"point\":\"deploy-gateway\",\"credential\":"
            + "{\"kind\":\"jwt\",\"issuer\":\"%s\",\"subject\":\"deploy-bot\"}}".formatted(ISS));
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
    issuer.close();
  }

  private static HttpRequest request(String method, String path, String token, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    return token.isEmpty()
        ? request.build()
        : request.header("Authorization", "Bearer " + token).build();
  }

  private static HttpResponse<String> send(String method, String path, String token, String body)
      throws IOException, InterruptedException {
    return service.send(request(method, path, token, body));
  }

  private static HttpResponse<String> register(String body) throws Exception {
    HttpResponse<String> answer = send("POST", "/v1/callers", service.token(), body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return answer;
  }

  private static String member(HttpResponse<String> answer, String name) throws Exception {
    Json json = JsonReader.read(new Source("answer", answer.body()));
    Json found = ((Json.JsonObject) json).find(name);
    return ((Json.JsonString) Objects.requireNonNull(found, name)).value();
  }

  private static void assertProblem(int status, String code, HttpResponse<String> answer)
      throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(member(answer, "code")).isEqualTo(code);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
  }

  private static String evaluation(String subjectType, String subjectId) {
    return """
    {"subject":{"type":"%s","id":"%s"},"action":{"name":"read"},
     "resource":{"type":"Doc","id":"1"}}\
    """
        .formatted(subjectType, subjectId);
  }

  private static HttpResponse<String> evaluate(String token) throws Exception {
    return send("POST", "/access/v1/evaluation", token, evaluation("ServiceAccount", "deploy-bot"));
  }

  private static String token(String more) throws Exception {
    return TestIssuer.sign(
        key,
        "{\"iss\":\"%s\",\"sub\":\"deploy-bot\",\"aud\":\"remit\",\"exp\":%d,\"jti\":\"j1\"%s}"
            .formatted(ISS, NOW + 86_400, more));
  }

  @Test
  void aTokenOfARegisteredCallerIsAnInputOfTheDecisionAboutItself() throws Exception {
    HttpResponse<String> permitted = evaluate(token(",\"scope\":\"docs\""));
    assertThat(permitted.body()).contains("\"decision\":true");
    assertThat(evaluate(token("")).body()).contains("\"decision\":false");
    // About anybody else, the caller's own credential is none.
    HttpResponse<String> other =
        send(
            "POST",
            "/access/v1/evaluation",
            token(",\"scope\":\"docs\""),
            evaluation("ServiceAccount", "other"));
    assertThat(other.body()).contains("\"decision\":false");
    Row row = row(permitted);
    assertThat(row.text(Column.POINT)).isEqualTo("deploy-gateway");
    assertThat(row.text(Column.CREDENTIAL))
        .contains("\"kind\":\"jwt\"", "\"id\":\"j1\"", "\"scopes\":[\"docs\"]");
    assertThat(row(other).has(Column.CREDENTIAL)).isFalse();
  }

  /// Of the record that an answer names.
  private static Row row(HttpResponse<String> answer) throws Exception {
    return RunningServer.row(
        folder.resolve("data"),
        RunningService.text(RunningService.object(answer), "context", "id"));
  }

  @Test
  void whoPresentsNothingOrWhatIsNotKnownIsNotLetIn() throws Exception {
    assertProblem(401, "caller.no-credential", evaluate(""));
    assertProblem(401, "caller.unknown-token", evaluate("remit_made-up"));
    assertProblem(401, "credential.malformed", evaluate("made-up"));
    assertProblem(401, "credential.signature", evaluate(forged()));
    String unregistered =
        TestIssuer.sign(
            key,
            "{\"iss\":\"%s\",\"sub\":\"stranger\",\"aud\":\"remit\",\"exp\":%d}"
                .formatted(ISS, NOW + 300));
    HttpResponse<String> answer = evaluate(unregistered);
    assertProblem(401, "caller.not-registered", answer);
    assertThat(answer.body()).doesNotContain("stranger");
    assertThat(answer.headers().firstValue("www-authenticate")).isPresent();
  }

  private static String forged() throws Exception {
    return TestIssuer.sign(
        TestIssuer.ecKey("k1"),
        "{\"iss\":\"%s\",\"sub\":\"deploy-bot\",\"aud\":\"remit\",\"exp\":%d}"
            .formatted(ISS, NOW + 300));
  }

  @Test
  void eachRoleDoesWhatItMayAndNothingElse() throws Exception {
    String body = "{\"id\":\"%s\",\"roles\":[\"%s\"],\"credential\":{\"kind\":\"api-key\"}}";
    String auditor = member(register(body.formatted("the-auditor", "auditor")), "key");
    String enforcer = member(register(body.formatted("the-enforcer", "enforcer")), "key");
    assertThat(send("GET", "/v1/callers", auditor, "").statusCode()).isEqualTo(200);
    assertThat(evaluate(enforcer).statusCode()).isEqualTo(200);
    assertProblem(403, "caller.forbidden", evaluate(auditor));
    assertProblem(403, "caller.forbidden", send("GET", "/v1/callers", enforcer, ""));
    for (String token : List.of(auditor, enforcer)) {
      assertProblem(
          403,
          "caller.forbidden",
          send("POST", "/v1/callers", token, body.formatted("x", "administrator")));
      assertProblem(
          403, "caller.forbidden", send("DELETE", "/v1/callers/administrator", token, ""));
      assertProblem(
          403, "caller.forbidden", send("POST", "/v1/callers/administrator/key", token, ""));
    }
    assertThat(send("GET", "/v1/callers", auditor, "").body())
        .contains("\"id\":\"the-enforcer\"")
        .doesNotContain("\"id\":\"x\"", "hash", enforcer);
  }

  @Test
  void whatACallerMaySpeakForBoundsWhatItAsks() throws Exception {
    String token =
        member(
            register(
                """
                {"id":"narrow","roles":["enforcer"],"credential":{"kind":"api-key"},
                 "speaksFor":{"subjects":["Agent"],"resources":["Doc"]}}\
                """),
            "key");
    assertProblem(403, "caller.not-registered-for", evaluate(token));
    assertThat(send("POST", "/access/v1/evaluation", token, evaluation("Agent", "a")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aDeletedOrExpiredCallerIsRefused() throws Exception {
    String body =
        "{\"id\":\"%s\",\"roles\":[\"enforcer\"],\"credential\":{\"kind\":\"api-key\"}%s}";
    String deleted = member(register(body.formatted("short", "")), "key");
    assertThat(evaluate(deleted).statusCode()).isEqualTo(200);
    assertThat(send("DELETE", "/v1/callers/short", service.token(), "").statusCode())
        .isEqualTo(200);
    assertProblem(401, "caller.unknown-token", evaluate(deleted));
    assertThat(service.told())
        .contains(
            "audit: `administrator` used `change-callers`: DELETE /v1/callers/short answered 200");
    String end = ",\"expires\":\"" + CLOCK.instant().plusSeconds(10) + "\"";
    String expiring = member(register(body.formatted("expiring", end)), "key");
    assertThat(evaluate(expiring).statusCode()).isEqualTo(200);
    CLOCK.pass(Duration.ofSeconds(10));
    assertProblem(401, "caller.expired", evaluate(expiring));
  }

  @Test
  void whatIsNoRegistrationIsRefusedWithEveryMistake() throws Exception {
    HttpResponse<String> answer =
        send(
            "POST",
            "/v1/callers",
            service.token(),
            """
            {"id":"a b","roles":["root"],"role":"x","principal":"me","expires":"tomorrow",
             "speaksFor":{"subjects":["no type"],"all":true},
             "credential":{"kind":"jwt","issuer":"i","keys":[]}}\
            """);
    assertProblem(400, "request.malformed", answer);
    assertThat(answer.body())
        .contains(
            "unknown member `role`",
            "unknown member `speaksFor.all`",
            "`id` is no id",
            "`roles` has no role or an unknown one",
            "`speaksFor.subjects` has what is no entity type",
            "`principal` is no entity",
            "`expires` is no instant",
            "`credential.keys` does not belong to this kind",
            "`credential.subject` is missing");
    for (String body : List.of("", "[]", "{", "{\"id\":\"x\"}", "{\"id\":1}")) {
      assertThat(send("POST", "/v1/callers", service.token(), body).statusCode())
          .as(body)
          .isEqualTo(400);
    }
    assertProblem(404, "caller.unknown", send("DELETE", "/v1/callers/nobody", service.token(), ""));
    assertProblem(
        409,
        "caller.exists",
        send(
            "POST",
            "/v1/callers",
            service.token(),
            "{\"id\":\"deploy\",\"roles\":[\"auditor\"],\"credential\":{\"kind\":\"api-key\"}}"));
    assertProblem(
        409,
        "caller.last-administrator",
        send("DELETE", "/v1/callers/administrator", service.token(), ""));
    assertProblem(
        400,
        "request.malformed",
        send("POST", "/v1/callers/deploy/key", service.token(), "{\"graceSeconds\":-1}"));
  }

  @Test
  void keysAndSigningKeysChangeUnderLoadAndNoRequestFails() throws Exception {
    String body =
        "{\"id\":\"busy\",\"roles\":[\"enforcer\"],\"credential\":{\"kind\":\"api-key\"}}";
    String apiKey = member(register(body), "key");
    ECKey signing = key;
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      answers.add(asked(apiKey));
      answers.add(asked(tokenOf(signing, i)));
      if (i % 50 == 49) {
        HttpResponse<String> rotated =
            send("POST", "/v1/callers/busy/key", service.token(), "{\"graceSeconds\":60}");
        assertThat(rotated.statusCode()).as(rotated.body()).isEqualTo(201);
        apiKey = member(rotated, "key");
        // As issuers do: the next key is published beside the one before.
        ECKey next = TestIssuer.ecKey("k-" + i);
        issuer.publish(key, signing, next);
        signing = next;
        CLOCK.pass(Duration.ofSeconds(12));
      }
    }
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      assertThat(answer.join().statusCode()).as(answer.join().body()).isEqualTo(200);
    }
    assertThat(answers).hasSize(800);
  }

  private static CompletableFuture<HttpResponse<String>> asked(String token) {
    return service
        .client()
        .sendAsync(
            request(
                "POST", "/access/v1/evaluation", token, evaluation("ServiceAccount", "deploy-bot")),
            HttpResponse.BodyHandlers.ofString());
  }

  private static String tokenOf(ECKey signing, int number) throws Exception {
    return TestIssuer.sign(
        signing,
        "{\"iss\":\"%s\",\"sub\":\"deploy-bot\",\"aud\":\"remit\",\"exp\":%d,\"jti\":\"%d\"}"
            .formatted(ISS, NOW + 86_400, number / 7));
  }
}
