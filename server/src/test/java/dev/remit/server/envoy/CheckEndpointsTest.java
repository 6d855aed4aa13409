package dev.remit.server.envoy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.request.RawRequest;
import dev.remit.server.RawHttp;
import dev.remit.server.RunningServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// As Envoy's filter asks over HTTP: method, path behind the prefix, and headers of the request.
final class CheckEndpointsTest {
  @TempDir private static Path data;

  private static RunningServer remit;

  @BeforeAll
  static void start() throws Exception {
    remit = RunningServer.start("gateway", data);
  }

  @AfterAll
  static void thePathIsRecordedAsItCame() throws Exception {
    remit.close();
    assertThat(remit.records())
        .extracting(DecisionRecord::inputs)
        .extracting(inputs -> ((RawRequest.HttpCall) inputs.raw()).target().path())
        .contains("/orders/%37", "/orders/a%2Fb")
        .noneMatch(path -> path.startsWith("/v1/"));
  }

  private static RawHttp ask(String line) {
    return RawHttp.send(
        remit.port(),
        line.replace(" /", " /v1/ext-authz/"),
        "X-Remit-Authorization: Bearer " + remit.token(),
        "Authorization: Bearer client",
        "X-Client: shop-web",
        "Content-Length: 0");
  }

  @ParameterizedTest
  @CsvSource({
    "GET /orders/%37?page=1, 200",
    "HEAD /orders/7, 200",
    "POST /orders, 200",
    "DELETE /orders/7, 403",
    "PUT /orders/7, 403",
    "PATCH /orders/7, 403",
    "OPTIONS /orders/7, 403",
    "GET /orders?export=all, 403",
    "GET /orders/a%2Fb, 403",
    "GET /, 403"
  })
  void policiesDecideWhatPasses(String line, int status) {
    RawHttp answer = ask(line);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("x-remit-decision-id")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /orders/../orders/7",
        "GET /../../orders/7",
        "GET /orders/%2e%2e/orders/7",
        "GET /orders//7",
        "GET //orders/7",
        "GET /orders/./7",
        "GET /orders/7;x=1",
        "GET /orders/%5c7",
        "GET /orders\\7",
        "GET /orders/%252e",
        "GET /orders/%ff",
        "GET /orders/%00",
        "GET /orders/7?x=%zz",
        "BREW /orders/7"
      })
  void whatServersReadDifferentlyNeverPasses(String line) {
    assertThat(ask(line).status()).isIn(400, 403, 404, 405);
  }

  /// Else an answer of another endpoint would let it through.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /../ext-authz/orders/7",
        "GET /x/../../ext-authz/orders/7",
        "GET /%2e%2e/ext-authz/orders/7",
        "GET /%2E./ext-authz/orders/7",
        "GET /..%2fext-authz/orders/7"
      })
  void aPathNeverLeavesThePrefix(String line) {
    assertThat(ask(line).status()).isIn(400, 403);
  }

  @Test
  void onlyEnvoysOwnCredentialLetsItAsk() {
    RawHttp answer =
        RawHttp.send(
            remit.port(),
            "GET /v1/ext-authz/orders/7",
            "Authorization: Bearer " + remit.token(),
            "X-Client: shop-web");
    assertThat(answer.status()).isEqualTo(401);
  }
}
