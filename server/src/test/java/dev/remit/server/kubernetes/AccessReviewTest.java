package dev.remit.server.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.policy.PolicyId;
import dev.remit.pdp.decision.Decision;
import dev.remit.pdp.decision.Reason;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.mapping.KubernetesRules.NoPermit;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.server.RunningServer;
import dev.remit.server.TestRecords;
import dev.remit.testkit.Seeds;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The exchange of an API server with its webhook: those of the Kubernetes documentation, and what
/// a newer server sends.
final class AccessReviewTest {
  private static final int DAMAGED = 300;

  @TempDir private static Path data;

  private static RunningServer remit;
  private static HttpClient client;

  @BeforeAll
  static void start() throws Exception {
    remit = RunningServer.start("gateway", data);
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    remit.close();
  }

  private static String file(String name) {
    try {
      return Files.readString(
          Path.of(System.getProperty("remit.root"), "server/src/test/resources/kubernetes", name));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static HttpResponse<String> ask(String authorization, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(remit.at("/v1/kubernetes/authorize?timeout=3s"))
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, */*")
            .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.ISO_8859_1))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String ask(String body) throws Exception {
    HttpResponse<String> answer = ask("Bearer " + remit.token(), body);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private static String v1(String verb, String group, String resource, String namespace) {
    return file("resource-v1.json")
        .replace("VERB", verb)
        .replace("GROUP", group)
        .replace("RESOURCE", resource)
        .replace("NAMESPACE", namespace);
  }

  @ParameterizedTest
  @ValueSource(strings = {"resource-v1beta1.json", "path-v1beta1.json"})
  void whereNothingPermitsThereIsNoOpinion(String name) throws Exception {
    assertThat(ask(file(name)))
        .startsWith(
            "{\"apiVersion\":\"authorization.k8s.io/v1beta1\",\"kind\":\"SubjectAccessReview\","
                + "\"status\":{\"allowed\":false,\"reason\":\"no-permit (decision ")
        .doesNotContain("denied");
  }

  @ParameterizedTest
  @CsvSource({
    "update, apps, deployments, shop, '\"allowed\":true,\"reason\":\"permitted (decision '",
    "update, apps, deployments, bank, '\"allowed\":false,\"reason\":\"no-permit (decision '",
    "delete, apps, deployments, shop, '\"allowed\":false,\"reason\":\"no-permit (decision '",
    "list, '', secrets, shop, '\"allowed\":false,\"denied\":true,\"reason\":\"forbidden: a secret is read by name'",
    "get, '', secrets, shop, '\"allowed\":false,\"reason\":\"no-permit (decision '",
    "get, '', secrets/x, shop, '\"allowed\":false,\"denied\":true,\"reason\":\"refused (decision '"
  })
  void onlyAForbidIsDenied(
      String verb, String group, String resource, String namespace, String status)
      throws Exception {
    assertThat(ask(v1(verb, group, resource, namespace)))
        .startsWith(
            "{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"SubjectAccessReview\","
                + "\"status\":{"
                + status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"kind\":\"Pod\",\"apiVersion\":\"v1\"}",
        "{\"kind\":\"SubjectAccessReview\",\"apiVersion\":\"authorization.k8s.io/v2\",\"spec\":{}}",
        "{\"kind\":\"SubjectAccessReview\",\"apiVersion\":\"authorization.k8s.io/v1\"}",
        "{\"kind\":\"SubjectAccessReview\",\"apiVersion\":\"authorization.k8s.io/v1\",\"spec\":{\"user\":\"a\"}}",
        "{\"kind\":\"SubjectAccessReview\",\"apiVersion\":\"authorization.k8s.io/v1\",\"spec\":{\"user\":1,\"nonResourceAttributes\":{}}}",
        "{\"kind\":\"SubjectAccessReview\",\"apiVersion\":\"authorization.k8s.io/v1\",\"spec\":{\"nonResourceAttributes\":{},\"resourceAttributes\":{}}}"
      })
  void whatIsNoReviewIsAFault(String body) throws Exception {
    HttpResponse<String> answer = ask("Bearer " + remit.token(), body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain("\"allowed\":true");
  }

  @Test
  void whoIsNotRegisteredMayNotAsk() throws Exception {
    HttpResponse<String> answer =
        ask("Bearer remit_x", v1("update", "apps", "deployments", "shop"));
    assertThat(answer.statusCode()).isEqualTo(401);
  }

  /// A review that is damaged anywhere is answered, and never allows what another one would not.
  @Test
  void aDamagedReviewIsRefusedPolitely() throws Exception {
    RandomGenerator random = Seeds.random(Seeds.seed(21));
    byte[] review = v1("delete", "apps", "deployments", "bank").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < DAMAGED; i++) {
      byte[] damaged = review.clone();
      for (int j = random.nextInt(3); j >= 0; j--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      HttpResponse<String> answer =
          ask("Bearer " + remit.token(), new String(damaged, StandardCharsets.ISO_8859_1));
      assertThat(answer.statusCode()).isIn(200, 400);
      assertThat(answer.body()).doesNotContain("\"allowed\":true");
    }
  }

  private static DecisionRecord record(Decision decision) {
    return TestRecords.of(new UUID(1, 2), RecordKind.DECISION, decision);
  }

  /// Of every reason there is, only that no permit was found leaves it to another authorizer.
  @Test
  void noOpinionNeedsThatEveryForbidWasAsked() {
    for (ReasonCode code : EnumSet.complementOf(EnumSet.of(ReasonCode.PERMITTED))) {
      Decision denial =
          new Decision.Deny(
              code.namesPolicy() ? Reason.of(code, new PolicyId("p"), "") : Reason.of(code, "why"));
      AccessStatus status = AccessStatus.of(record(denial), NoPermit.NO_OPINION);
      assertThat(status.allowed()).isFalse();
      assertThat(status.denied()).as(code.code()).isEqualTo(code != ReasonCode.NO_PERMIT);
      assertThat(AccessStatus.of(record(denial), NoPermit.DENIED).denied()).isTrue();
    }
  }

  @Test
  void aPermitWithAnObligationIsDenied() {
    Reason permitted = Reason.of(ReasonCode.PERMITTED, new PolicyId("p"), "");
    assertThat(
            AccessStatus.of(
                    record(new Decision.Permit(List.of(permitted), List.of(), List.of())),
                    NoPermit.NO_OPINION)
                .allowed())
        .isTrue();
    assertThat(
            AccessStatus.of(
                    record(new Decision.Permit(List.of(permitted), List.of(), List.of("log"))),
                    NoPermit.NO_OPINION)
                .denied())
        .isTrue();
  }
}
