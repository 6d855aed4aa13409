package dev.remit.server.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.request.RawRequest;
import dev.remit.server.RawHttp;
import dev.remit.server.RunningServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A real nginx with `auth_request` in front of a real server, and requests as Traefik sends them.
final class ForwardAuthTest {
  private static final String WEB = "X-API-Key: web-key";

  @TempDir private static Path folder;

  private static RunningServer remit;
  private static Backend backend;
  private static Nginx nginx;

  @BeforeAll
  static void start() throws Exception {
    remit = RunningServer.start("gateway", folder.resolve("data"));
    backend = Backend.start();
    nginx = Nginx.start(folder.resolve("nginx"), remit.port(), remit.token(), backend.port());
  }

  @AfterAll
  static void stop() throws Exception {
    nginx.close();
    backend.close();
    remit.close();
    everyAnswerIsInTheLog();
  }

  private static final List<String> DECIDED = new ArrayList<>();

  private static RawHttp get(String path, String... headers) {
    return send("GET " + path, headers);
  }

  private static RawHttp send(String line, String... headers) {
    RawHttp answer = RawHttp.send(nginx.port(), line, headers);
    String decision = answer.header("x-remit-decision-id");
    if (!decision.isEmpty()) {
      DECIDED.add(decision);
    }
    return answer;
  }

  @Test
  void whatIsPermittedReachesTheServerBehind() {
    RawHttp answer = get("/orders/%37?page=2", WEB);
    assertThat(answer.status()).isEqualTo(200);
    String decision = answer.header("x-remit-decision-id");
    assertThat(decision).isNotEmpty();
    assertThat(backend.takeReached())
        .containsExactly(new Backend.Reached("GET /orders/%37?page=2", "shop-web", decision, null));
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE /orders/7, web-key, 403",
    "DELETE /orders/7, desk-key, 200",
    "GET /orders?export=all, web-key, 403",
    "GET /orders, web-key, 200",
    "HEAD /orders/7, desk-key, 200",
    "GET /admin, web-key, 403",
    "GET /ORDERS/7, web-key, 403",
    "GET /orders/7, stolen, 401",
    "POST /payments/1/refund, desk-key, 401"
  })
  void policiesDecideWhatPasses(String line, String key, int status) {
    RawHttp answer = send(line, "X-API-Key: " + key);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("x-remit-decision-id")).isNotEmpty();
    assertThat(backend.takeReached()).hasSize(status == 200 ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/orders/..%2fadmin",
        "/orders/%2e%2e/orders/7",
        "/orders/../orders/7",
        "/orders//7",
        "//orders/7",
        "/./orders/7",
        "/orders/7;x=1",
        "/orders/7%3Bx",
        "/orders%2F7",
        "/orders/%5c7",
        "/orders\\7",
        "/orders/%252e",
        "/orders/%ff",
        "/orders/%00",
        "/orders/%0a7",
        "/orders/7?x=%zz"
      })
  void aPathThatServersReadDifferentlyNeverPasses(String path) {
    RawHttp answer = get(path, WEB);
    assertThat(answer.status()).isIn(400, 403);
    assertThat(backend.takeReached()).isEmpty();
  }

  @Test
  void whatAClientSaysOfItselfDoesNotCount() {
    RawHttp answer =
        get(
            "/admin",
            WEB,
            "X-Client: support-desk",
            "X-Original-URI: /orders/7",
            "X-Original-Method: GET",
            "X-Forwarded-Uri: /orders/7",
            "X-Forwarded-Method: GET",
            "X-Remit-Authorization: Bearer x",
            "X-Remit-Decision-Id: forged");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(send("DELETE /orders/7", WEB, "X-Client: support-desk").status()).isEqualTo(403);
    assertThat(backend.takeReached()).isEmpty();
    assertThat(get("/orders/7", WEB, "X-Remit-Authorization: Bearer x").status()).isEqualTo(200);
    assertThat(backend.takeReached())
        .singleElement()
        .satisfies(reached -> assertThat(reached.token()).isNull());
  }

  @Test
  void whereNobodyAnswersNothingPasses() throws Exception {
    try (Nginx alone =
        Nginx.start(folder.resolve("alone"), Nginx.freePort(), remit.token(), backend.port())) {
      assertThat(RawHttp.send(alone.port(), "GET /orders/7", WEB).status()).isEqualTo(500);
    }
    try (Nginx stranger =
        Nginx.start(folder.resolve("stranger"), remit.port(), "remit_x", backend.port())) {
      assertThat(RawHttp.send(stranger.port(), "GET /orders/7", WEB).status()).isEqualTo(401);
    }
    assertThat(backend.takeReached()).isEmpty();
  }

  private static RawHttp ask(String... headers) {
    return RawHttp.send(remit.port(), "GET /v1/forward-auth", headers);
  }

  private static String own() {
    return "X-Remit-Authorization: Bearer " + remit.token();
  }

  @Test
  void traefikIsAnsweredToo() {
    RawHttp answer =
        ask(
            own(),
            "X-Client: shop-web",
            "X-Forwarded-Method: DELETE",
            "X-Forwarded-Proto: https",
            "X-Forwarded-Host: shop.example",
            "X-Forwarded-Uri: /orders/7");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("x-remit-reason")).isEqualTo("no-permit");
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    assertThat(answer.body()).contains("\"code\":\"no-permit\"");
  }

  @Test
  void whoeverIsDeniedIsToldWhy() {
    RawHttp answer =
        ask(
            own(),
            "X-Client: shop-web",
            "X-Forwarded-Method: GET",
            "X-Forwarded-Uri: /orders?export=1");
    assertThat(answer.body())
        .contains("orders are exported by the warehouse, not by the shop")
        .doesNotContain("no-exports-through-the-shop");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-Uri: /orders/8",
        "X-Forwarded-Method: DELETE",
        "X-Original-URI: /orders/7",
        "X-Forwarded-Proto: http|X-Forwarded-Proto: https"
      })
  void headersThatSayDifferentThingsAreRefused(String more) {
    List<String> headers =
        new ArrayList<>(
            List.of(
                own(),
                "X-Client: shop-web",
                "X-Original-Method: GET",
                "X-Original-URI: /orders/7"));
    headers.addAll(List.of(more.split("\\|")));
    RawHttp answer = ask(headers.toArray(String[]::new));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("gateway.headers");
  }

  @Test
  void withoutTheRequestNothingIsDecided() {
    assertThat(ask(own(), "X-Original-Method: GET").body()).contains("gateway.headers");
    assertThat(ask(own(), "X-Original-URI: /").status()).isEqualTo(403);
  }

  /// `Authorization` is the client's, also where it would be good for a caller.
  @Test
  void onlyTheGatewaysOwnCredentialLetsItAsk() {
    String[] request = {
      "X-Client: shop-web", "X-Original-Method: GET", "X-Original-URI: /orders/7"
    };
    assertThat(ask(with(request, "Authorization: Bearer " + remit.token())).status())
        .isEqualTo(401);
    assertThat(ask(with(request, own(), "X-Remit-Authorization: Bearer x")).status())
        .isEqualTo(401);
    assertThat(ask(with(request, own(), "Authorization: Bearer x")).status()).isEqualTo(200);
  }

  private static String[] with(String[] headers, String... more) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static void everyAnswerIsInTheLog() throws Exception {
    List<DecisionRecord> records = remit.records();
    assertThat(DECIDED).isNotEmpty();
    assertThat(records).extracting(record -> record.id().toString()).containsAll(DECIDED);
    for (DecisionRecord record : records) {
      RawRequest.HttpCall call = (RawRequest.HttpCall) record.inputs().raw();
      assertThat(call.headers()).doesNotContainKeys("x-remit-authorization", "x-original-uri");
      assertThat(call.headers().getOrDefault("x-api-key", List.of("[masked]")))
          .containsExactly("[masked]");
    }
  }
}
