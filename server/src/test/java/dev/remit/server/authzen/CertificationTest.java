package dev.remit.server.authzen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.server.ServerFault;
import dev.remit.testkit.SharedData;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The certification scenario of AuthZEN 1.0: every request of the document as it stands there, and
/// what it asks for in words.
final class CertificationTest {
  private static final String READ =
      "{\"subject\": {\"type\": \"user\", \"id\": \"alice\"}, \"action\": {\"name\": \"read\"},"
          + " \"resource\": {\"type\": \"record\", \"id\": \"record-1\"}}";
  private static final String WHO_READS =
      "{\"subject\": {\"type\": \"user\"}, \"action\": {\"name\": \"read\"},"
          + " \"resource\": {\"type\": \"record\", \"id\": \"record-1\"}, \"page\": %s}";

  private static ServedBundle served;

  @BeforeAll
  static void start(@TempDir Path data) throws ServerFault, SyntaxException {
    served = ServedBundle.start("certification", data);
  }

  @AfterAll
  static void stop() throws ServerFault, SyntaxException {
    served.close();
  }

  private static Exchange exchange() {
    return served.exchange();
  }

  @TestFactory
  Stream<DynamicTest> everyRequestOfTheScenarioIsAnsweredAsItSays() throws IOException {
    List<ScenarioStep> steps =
        ScenarioStep.of(
            Files.readAllLines(
                SharedData.require("authzen/certification/authorization-api-1_0-scenario.md")));
    assertThat(steps.stream().map(ScenarioStep::section).distinct())
        .as("sections with a request that this test sends")
        .hasSize(SECTIONS);
    assertThat(steps).as("requests").hasSize(REQUESTS);
    return steps.stream()
        .map(step ->
            dynamicTest(
                step.section() + " " + step.title(), () -> isAnsweredAsTheScenarioSays(step)));
  }

  private static final int SECTIONS = 39;
  private static final int REQUESTS = 50;

  private static void isAnsweredAsTheScenarioSays(ScenarioStep step)
      throws IOException, InterruptedException {
    String request = step.request().replace("<next_token from previous response>", firstToken());
    Exchange.Answer answer = exchange().post(step.path(), request);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(step.status());
    if (step.status() != 200) {
      assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
      return;
    }
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    if (!step.expected().isEmpty()) {
      shows((Json.JsonObject) Exchange.json(open(step.expected())), answer);
    }
  }

  /// The token that the scenario's request for a second page has: from a first one without a limit
  /// of its own, it repeats all but the limit.
  private static String firstToken() throws IOException, InterruptedException {
    return exchange().search("subject", WHO_READS.formatted("{\"limit\": 1}")).nextToken();
  }

  /// What the scenario leaves open, as `<boolean>`, as null.
  private static String open(String expected) {
    return expected.replaceAll("<[a-z]+>", "null");
  }

  private static void shows(Json.JsonObject expected, Exchange.Answer answer) {
    for (Json.Member member : expected.members()) {
      switch (member.name()) {
        case "decision" ->
            assertThat(answer.decision()).isEqualTo(((Json.JsonBool) member.value()).value());
        case "evaluations" -> showsAll(((Json.JsonArray) member.value()).elements(), answer);
        case "results" -> {
          List<Json> results = ((Json.JsonArray) member.value()).elements();
          assertThat(bare(answer.list("results"))).containsAll(results);
          assertThat(results.isEmpty()).isEqualTo(answer.list("results").isEmpty());
        }
        default -> throw new AssertionError("the scenario shows " + member.name());
      }
    }
  }

  /// Results without their obligations.
  private static List<Json> bare(List<Json> results) {
    return results.stream()
        .map(Json.JsonObject.class::cast)
        .map(result ->
            (Json)
                Json.object(
                    result.members().stream()
                        .filter(member -> !member.name().equals("obligations"))
                        .toList()))
        .toList();
  }

  private static void showsAll(List<Json> expected, Exchange.Answer answer) {
    assertThat(answer.decisions()).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      if (Exchange.require((Json.JsonObject) expected.get(i), "decision")
          instanceof Json.JsonBool decision) {
        assertThat(answer.decisions().get(i)).isEqualTo(decision.value());
      }
    }
  }

  @Test
  void anIdOfWhatIsSoughtChangesNothing() throws Exception {
    Exchange.Answer without = exchange().search("subject", WHO_READS.formatted("{}"));
    Exchange.Answer with =
        exchange()
            .search(
                "subject",
                WHO_READS
                    .formatted("{}")
                    .replace("\"type\": \"user\"", "\"type\": \"user\", \"id\": \"alice\""));
    assertThat(with.found()).isEqualTo(without.found()).containsExactly("alice", "bob");
  }

  /// c-2-4-3
  @Test
  void aContentTypeThatIsNotJsonIsABadRequest() throws Exception {
    for (String path :
        List.of(Authzen.EVALUATION, Authzen.EVALUATIONS, Authzen.SEARCH + "action")) {
      Exchange.Answer answer =
          exchange()
              .send(
                  exchange()
                      .to(path)
                      .header("Content-Type", "text/plain")
                      .POST(HttpRequest.BodyPublishers.ofString(READ)));
      assertThat(answer.status()).isEqualTo(400);
    }
  }

  /// c-2-4-4, c-2-4-5
  @Test
  void malformedOrNoJsonIsABadRequest() throws Exception {
    for (String body : List.of("{", "not json", "")) {
      assertThat(exchange().evaluate(body).status()).isEqualTo(400);
    }
  }

  /// c-2-5
  @Test
  void theRequestIdIsEchoedOnAnyAnswer() throws Exception {
    for (String body : List.of(READ, "{")) {
      Exchange.Answer answer =
          exchange()
              .send(
                  exchange()
                      .to(Authzen.EVALUATION)
                      .header("X-Request-ID", "bfe9eb29-ab87-4ca3-be83-a1d5d8305716")
                      .POST(HttpRequest.BodyPublishers.ofString(body)));
      assertThat(answer.header("X-Request-ID")).isEqualTo("bfe9eb29-ab87-4ca3-be83-a1d5d8305716");
    }
    assertThat(exchange().evaluate(READ).status()).isEqualTo(200);
  }

  /// c-2-6
  @Test
  void theSameRequestIsDecidedTheSameAndRecordedAnew() throws Exception {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      Exchange.Answer answer = exchange().evaluate(READ);
      assertThat(answer.decision()).isTrue();
      ids.add(Exchange.text(answer.object("context"), "id"));
    }
    assertThat(ids).hasSize(5);
  }

  /// c-4-5
  @Test
  void theLastPageSaysSo() throws Exception {
    Exchange.Answer first = exchange().search("subject", WHO_READS.formatted("{\"limit\": 1}"));
    assertThat(first.found()).containsExactly("alice");
    Exchange.Answer last =
        exchange()
            .search("subject", WHO_READS.formatted("{\"token\": \"" + first.nextToken() + "\"}"));
    assertThat(last.found()).containsExactly("bob");
    assertThat(last.nextToken()).isEmpty();
  }

  /// c-6
  @Test
  void theMetadataNamesEveryEndpointToEverybody() throws Exception {
    Exchange.Answer answer =
        exchange().as("none").send(exchange().to("/.well-known/authzen-configuration").GET());
    String base = "http://127.0.0.1:" + exchange().port();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(Exchange.text(answer.json(), "policy_decision_point")).isEqualTo(base);
    for (String name :
        List.of(
            "access_evaluation_endpoint",
            "access_evaluations_endpoint",
            "search_subject_endpoint",
            "search_resource_endpoint",
            "search_action_endpoint")) {
      String url = Exchange.text(answer.json(), name);
      assertThat(url).startsWith(base + "/access/v1/");
      assertThat(exchange().post(url.substring(base.length()), "{").status()).isEqualTo(400);
    }
    assertThat(answer.list("capabilities")).isEmpty();
  }
}
