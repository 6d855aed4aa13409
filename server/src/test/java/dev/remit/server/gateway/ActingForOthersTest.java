package dev.remit.server.gateway;

import static dev.remit.server.RunningService.member;
import static dev.remit.server.RunningService.object;
import static dev.remit.server.RunningService.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import dev.remit.cedar.json.Json;
import dev.remit.server.KeyedCaller;
import dev.remit.server.RawHttp;
import dev.remit.server.RunningServer;
import dev.remit.server.RunningService;
import dev.remit.server.SampleBundle;
import dev.remit.server.credential.SetClock;
import dev.remit.server.credential.TestIssuer;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Agents that show tokens of those whom they act for, over the socket: with AuthZEN and through a
/// gateway.
final class ActingForOthersTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final long NOW = NOON.getEpochSecond();

  private static final SampleBundle BUNDLE =
      new SampleBundle()
          .with(
              "remit.yaml",
              """
              name: notes
              owner: notes@harbour.example
              mapping:
                http:
                  principal: {type: Agent, from: token}
                  routes:
                    - {method: GET, path: "/notes/{id}", action: look, resource: {type: Note, id: "{id}"}}
                    - {method: GET, path: "/open/{id}", principal: {type: Agent, from: header x-client}, action: look, resource: {type: Note, id: "{id}"}}
              delegation:
                agents:
                  Agent: {acts-for: required}
              """)
          .with(
              "schema.cedarschema",
              """
              entity User, Agent, Note;
              action look, own appliesTo { principal: [User, Agent], resource: Note };
              """)
          .with("entities/users.json", "[]")
          .with(
              "policies/documents.cedar",
              """
              @id("agents-look")
              permit (principal is Agent, action == Action::"look", resource is Note)
              unless { principal == Agent::"evil" };
              @id("alice-looks")
              permit (principal == User::"alice", action == Action::"look", resource is Note);
              @id("alice-owns")
              permit (principal == User::"alice", action == Action::"own", resource is Note)
              when { context.credential.status == "verified" };
              """);

  @TempDir private static Path folder;

  private static TestIssuer issuer;
  private static ECKey key;
  private static RunningService service;

  @BeforeAll
  static void start() throws Exception {
    issuer = TestIssuer.start();
    key = TestIssuer.ecKey("k1");
    issuer.publish(key);
    service =
        RunningService.start(
            BUNDLE.write(folder.resolve("bundle")),
            folder.resolve("data"),
            """
            issuers: {
              people: {issuer: "https://people.example", jwks: '%1$s', audiences: [remit],
                presenters: [callers, clients], client-audiences: [notes],
                subject-type: User, actor-type: Agent},
              machines: {issuer: "https://machines.example", jwks: '%1$s', audiences: [notes],
                presenters: [clients], subject-type: Machine},
              transactions: {issuer: "https://tts.example", jwks: '%1$s',
                audiences: [harbour.example], presenters: [transactions]}}
            """
                .formatted(issuer.jwks()),
            new SetClock(NOON));
    for (String subject : List.of("triage", "other", "alice")) {
      HttpResponse<String> answer =
          service.post(
              "/v1/callers",
              """
              {"id":"%s","roles":["enforcer"],"point":"p","credential":
               {"kind":"jwt","issuer":"https://people.example","subject":"%s"}}
              """
                  .formatted(subject, subject));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
    issuer.close();
  }

  private static HttpResponse<String> post(
      String path, String token, String body, String... headers) throws Exception {
    HttpRequest.Builder request =
        new KeyedCaller(service, token)
            .request(path)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return service.send(request.build());
  }

  /// What a caller with that token is answered about a subject.
  private static HttpResponse<String> evaluate(
      String token, String type, String id, String action, String more, String... headers)
      throws Exception {
    return post(
        "/access/v1/evaluation",
        token,
        """
        {"subject":{"type":"%s","id":"%s"},"action":{"name":"%s"},
         "resource":{"type":"Note","id":"1"}%s}
        """
            .formatted(type, id, action, more),
        headers);
  }

  /// `permit`, or code and actor of the first reason.
  private static String outcome(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    Json.JsonObject json = object(answer.body());
    if (member(json, "decision").equals(Json.bool(true))) {
      return "permit";
    }
    Json reason = ((Json.JsonArray) member(json, "context", "reasons")).elements().getFirst();
    return ((Json.JsonObject) reason).find("actor") == null
        ? text(reason, "code")
        : text(reason, "code")
            + " for "
            + text(reason, "actor", "type")
            + " "
            + text(reason, "actor", "id");
  }

  private static String token(String audience, String subject, String more) throws JOSEException {
    return TestIssuer.sign(
        key,
        "{\"iss\":\"https://people.example\",\"sub\":\"%s\",\"aud\":\"%s\",\"exp\":%d%s}"
            .formatted(subject, audience, NOW + 600, more));
  }

  private static String acting(String audience, String user, String... actors)
      throws JOSEException {
    StringBuilder act = new StringBuilder();
    for (String actor : actors) {
      act.append(",\"act\":{\"sub\":\"").append(actor).append('"');
    }
    return token(audience, user, act + "}".repeat(actors.length));
  }

  private static String transaction(String user, long expires, String type) throws JOSEException {
    return TestIssuer.signAs(
        type,
        key,
        """
        {"iat":%d,"aud":"harbour.example","exp":%d,"txn":"txn-7","sub":"%s","scope":"notes.read",
         "req_wl":"apigateway.harbour.example","tctx":{"note":"1"},"rctx":{"req_ip":"10.0.0.1"}}
        """
            .formatted(NOW - 10, expires, user));
  }

  private static Row row(String id) throws Exception {
    return RunningServer.row(folder.resolve("data"), id);
  }

  private static Row row(HttpResponse<String> answer) throws Exception {
    return row(text(object(answer.body()), "context", "id"));
  }

  private static void assertReplaysTheSame(String id) throws Exception {
    HttpResponse<String> replay = service.post("/v1/decisions/" + id + "/replay", "");
    assertThat(object(replay.body()).find("same")).as(replay.body()).isEqualTo(Json.bool(true));
  }

  @Test
  void anAgentMayDoWhatItAndItsUserMay() throws Exception {
    HttpResponse<String> permitted =
        evaluate(acting("remit", "alice", "triage"), "Agent", "triage", "look", "");
    assertThat(outcome(permitted)).isEqualTo("permit");
    Row row = row(permitted);
    assertThat(row.text(Column.USER)).isEqualTo("alice");
    assertThat(row.text(Column.USER_STATUS)).isEqualTo("verified");
    assertThat(row.list(Column.CHAIN)).isEmpty();
    assertThat(row.text(Column.CHAIN_STATUS)).isEqualTo("verified");
    assertThat(row.text(Column.AGENT)).isEqualTo("triage");
    assertThat(row.text(Column.CREDENTIAL)).contains("\"subject\":\"triage\"");
    HttpResponse<String> denied =
        evaluate(acting("remit", "mallory", "triage"), "Agent", "triage", "look", "");
    assertThat(outcome(denied)).isEqualTo("no-permit for User mallory");
    for (HttpResponse<String> answer : List.of(permitted, denied)) {
      assertReplaysTheSame(text(object(answer.body()), "context", "id"));
    }
  }

  @Test
  void aTokenSpeaksForNoOtherAgentAndNotForItsUser() throws Exception {
    String token = acting("remit", "alice", "triage");
    assertThat(outcome(evaluate(token, "Agent", "other", "look", ""))).isEqualTo("no-delegator");
    assertThat(outcome(evaluate(token, "User", "alice", "own", ""))).isEqualTo("no-permit");
    assertThat(outcome(evaluate(token("remit", "alice", ""), "User", "alice", "own", "")))
        .isEqualTo("permit");
  }

  @Test
  void everyoneInTheChainIsAsked() throws Exception {
    assertThat(
            outcome(
                evaluate(
                    acting("remit", "alice", "triage", "first"), "Agent", "triage", "look", "")))
        .isEqualTo("permit");
    assertThat(
            outcome(
                evaluate(
                    acting("remit", "alice", "triage", "evil"), "Agent", "triage", "look", "")))
        .isEqualTo("no-permit for Agent evil");
    assertThat(
            outcome(
                evaluate(
                    acting("remit", "alice", "triage", "a", "b", "c", "d"),
                    "Agent",
                    "triage",
                    "look",
                    "")))
        .isEqualTo("delegation-too-deep");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"triage\"",
        "null",
        "[]",
        "[{\"sub\":\"triage\"}]",
        "{}",
        "{\"sub\":\"\"}",
        "{\"sub\":7}",
        "{\"iss\":\"https://people.example\"}",
        "{\"sub\":\"triage\",\"iss\":\"https://tts.example\"}",
        "{\"sub\":\"alice\"}",
        "{\"sub\":\"triage\",\"act\":{\"sub\":\"triage\"}}",
        "{\"sub\":\"triage\",\"act\":{\"sub\":\"alice\"}}",
        "{\"sub\":\"triage\",\"act\":{}}",
        "{\"sub\":\"triage\",\"act\":\"first\"}"
      })
  void anActThatIsNoChainIsRefused(String act) throws Exception {
    HttpResponse<String> answer =
        evaluate(token("remit", "alice", ",\"act\":" + act), "Agent", "triage", "look", "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
    assertThat(answer.body()).contains("credential.actor");
  }

  @Test
  void aChainIsAsLongAsItsLimitAndNoLonger() throws Exception {
    String[] actors = new String[17];
    for (int i = 0; i < actors.length; i++) {
      actors[i] = i == 0 ? "triage" : "a" + i;
    }
    HttpResponse<String> longest =
        evaluate(
            acting("remit", "alice", Arrays.copyOf(actors, 16)), "Agent", "triage", "look", "");
    assertThat(outcome(longest)).isEqualTo("delegation-too-deep");
    HttpResponse<String> longer =
        evaluate(acting("remit", "alice", actors), "Agent", "triage", "look", "");
    assertThat(longer.statusCode()).isEqualTo(401);
    String twice = token("remit", "alice", ",\"act\":{\"sub\":\"triage\"},\"act\":{\"sub\":\"b\"}");
    assertThat(evaluate(twice, "Agent", "triage", "look", "").statusCode()).isEqualTo(401);
  }

  private static RawHttp forward(String path, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("X-Remit-Authorization: Bearer " + service.token());
    all.add("X-Original-Method: GET");
    all.add("X-Original-URI: " + path);
    return RawHttp.send(service.port(), "GET /v1/forward-auth", all.toArray(String[]::new));
  }

  private static String decision(RawHttp answer) {
    return answer.header("x-remit-decision-id");
  }

  @Test
  void throughAGatewayItIsTheSame() throws Exception {
    RawHttp permitted =
        forward(
            "/notes/1",
            "Authorization: Bearer " + acting("notes", "alice", "triage"),
            "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    assertThat(permitted.status()).as(permitted.body()).isEqualTo(200);
    Row row = row(decision(permitted));
    assertThat(row.text(Column.PRINCIPAL_ID)).isEqualTo("triage");
    assertThat(row.text(Column.USER) + row.text(Column.USER_STATUS)).isEqualTo("aliceverified");
    assertThat(row.text(Column.TRACE)).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(row.text(Column.TRACE_STATUS)).isEqualTo("asserted");
    RawHttp denied =
        forward("/notes/1", "Authorization: Bearer " + acting("notes", "mallory", "triage"));
    assertThat(denied.status()).isEqualTo(403);
    assertThat(denied.body()).contains("for User::\\\"mallory\\\": nothing permits this");
    RawHttp nobody = forward("/notes/1", "Authorization: Bearer " + token("notes", "alice", ""));
    assertThat(nobody.status()).as(nobody.body()).isEqualTo(403);
    for (RawHttp answer : List.of(permitted, denied, nobody)) {
      assertReplaysTheSame(decision(answer));
    }
  }

  @Test
  void anIssuerThatMayNotSayForWhomIsRefused() throws Exception {
    String token =
        TestIssuer.sign(
            key,
            "{\"iss\":\"https://machines.example\",\"sub\":\"alice\",\"aud\":\"notes\",\"exp\":%d,\"act\":{\"sub\":\"triage\"}}"
                .formatted(NOW + 600));
    RawHttp answer = forward("/notes/1", "Authorization: Bearer " + token);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("x-remit-reason")).isEqualTo("credential.actor");
  }

  @Test
  void aTransactionTokenSaysForWhomTheWorkIs() throws Exception {
    String token = transaction("alice", NOW + 60, "txntoken+jwt");
    // Twice, because a token that was verified is remembered.
    for (int i = 0; i < 2; i++) {
      RawHttp permitted = forward("/open/1", "X-Client: triage", "Txn-Token: " + token);
      assertThat(permitted.status()).as(permitted.body()).isEqualTo(200);
      Row row = row(decision(permitted));
      assertThat(row.text(Column.USER)).isEqualTo("alice");
      assertThat(row.list(Column.CHAIN)).containsExactly("apigateway.harbour.example");
      assertThat(row.text(Column.PURPOSE)).isEqualTo("notes.read");
      assertThat(row.text(Column.TRACE)).isEqualTo("txn-7");
      assertThat(row.text(Column.TRACE_STATUS)).isEqualTo("verified");
      assertThat(row.text(Column.RAW)).doesNotContain(token).contains("[masked]");
      assertReplaysTheSame(decision(permitted));
    }
    RawHttp mallory =
        forward(
            "/open/1",
            "X-Client: triage",
            "Txn-Token: " + transaction("mallory", NOW + 60, "txntoken+jwt"));
    assertThat(mallory.status()).isEqualTo(403);
    assertThat(mallory.header("x-remit-reason")).isEqualTo("no-permit");
    RawHttp none = forward("/open/1", "X-Client: triage");
    assertThat(none.header("x-remit-reason")).isEqualTo("no-delegator");
    HttpResponse<String> asked =
        evaluate(service.token(), "Agent", "triage", "look", "", "Txn-Token", token);
    assertThat(outcome(asked)).isEqualTo("permit");
  }

  @Test
  void aTransactionTokenThatProvesNothingRefusesTheRequest() throws Exception {
    String good = transaction("alice", NOW + 60, "txntoken+jwt");
    for (String bad :
        List.of(
            transaction("alice", NOW - 600, "txntoken+jwt"),
            transaction("alice", NOW + 60, "JWT"),
            acting("remit", "alice", "triage"),
            good.substring(0, good.length() - 4) + "AAAA",
            "none")) {
      RawHttp answer = forward("/open/1", "X-Client: triage", "Txn-Token: " + bad);
      assertThat(answer.status()).as(answer.body()).isEqualTo(401);
      assertThat(answer.header("x-remit-reason")).isEqualTo("credential-refused");
      assertThat(
              outcome(evaluate(service.token(), "Agent", "triage", "look", "", "Txn-Token", bad)))
          .isEqualTo("credential-refused");
    }
    RawHttp two =
        forward("/open/1", "X-Client: triage", "Txn-Token: " + good, "Txn-Token: " + good);
    assertThat(two.header("x-remit-reason")).isEqualTo("credential-refused");
    assertThat(evaluate(good, "Agent", "triage", "look", "").statusCode()).isEqualTo(401);
  }

  @Test
  void aTransactionTokenLacksNoneOfItsClaims() throws Exception {
    for (String lacking : List.of("iat", "txn", "sub", "scope", "req_wl", "exp", "aud")) {
      String payload =
          """
          {"iat":%d,"aud":"harbour.example","exp":%d,"txn":"t","sub":"alice","scope":"s","req_wl":"w"}
          """
              .formatted(NOW - 10, NOW + 60)
              .replace("\"" + lacking + "\"", "\"x" + lacking + "\"");
      RawHttp answer =
          forward(
              "/open/1",
              "X-Client: triage",
              "Txn-Token: " + TestIssuer.signAs("txntoken+jwt", key, payload));
      assertThat(answer.status()).as(lacking).isEqualTo(401);
    }
  }

  @Test
  void whatABodyAssertsIsRecordedAsAssertedAndNeverCountsAsVerified() throws Exception {
    String said =
        """
        ,"provenance":{"user":"alice","chain":["first"],"task":"t-1","purpose":"triage",
          "tools":["look"],"prompt":"sha256:%s","trace":"0af7651916cd43dd8448eb211c80319c"}
        """
            .formatted("0".repeat(64));
    HttpResponse<String> answer = evaluate(service.token(), "Agent", "triage", "look", said);
    assertThat(outcome(answer)).isEqualTo("no-delegator");
    Row row = row(answer);
    assertThat(row.text(Column.USER_STATUS)).isEqualTo("asserted");
    assertThat(row.text(Column.PROMPT_STATUS)).isEqualTo("asserted");
    HttpResponse<String> contradicting =
        evaluate(
            acting("remit", "alice", "triage"),
            "Agent",
            "triage",
            "look",
            ",\"provenance\":{\"user\":\"root\"}");
    assertThat(outcome(contradicting)).isEqualTo("refused");
    assertThat(contradicting.body()).contains("what the request says of `user`");
    assertThat(
            outcome(
                evaluate(
                    acting("remit", "alice", "triage"),
                    "Agent",
                    "triage",
                    "look",
                    ",\"provenance\":{\"user\":\"alice\"}")))
        .isEqualTo("permit");
  }

  @Test
  void everyMistakeInAnAssertedProvenanceIsTold() throws Exception {
    HttpResponse<String> answer =
        evaluate(
            service.token(),
            "Agent",
            "triage",
            "look",
            """
            ,"provenance":{"user":7,"chain":["a","a"],"purpose":"","tools":"look","prompt":"hello",
              "trace":"00000000000000000000000000000000","agent":"gpt"}
            """);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains(
            "`provenance.agent` is not known",
            "`provenance.user` is a number",
            "`provenance.chain` has it twice",
            "`provenance.purpose` is empty",
            "`provenance.tools` is a string",
            "`provenance.prompt` has another form",
            "`provenance.trace` has another form");
  }

  @Test
  void aSearchFindsWhatBothMay() throws Exception {
    for (String user : List.of("alice", "mallory")) {
      HttpResponse<String> found =
          post(
              "/access/v1/search/action",
              acting("remit", user, "triage"),
              """
              {"subject":{"type":"Agent","id":"triage"},"resource":{"type":"Note","id":"1"}}
              """);
      assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
      assertThat(found.body().contains("\"look\"")).as(user).isEqualTo(user.equals("alice"));
    }
  }
}
