package dev.remit.server.authzen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.json.Json;
import dev.remit.testkit.Golden;
import dev.remit.testkit.SharedData;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls that cannot be answered: the status, and the message that the caller reads.
final class BadInputTest {
  private static final String SUBJECT = "\"subject\":{\"type\":\"user\",\"id\":\"alice\"}";
  private static final String ACTION = "\"action\":{\"name\":\"read\"}";
  private static final String RESOURCE = "\"resource\":{\"type\":\"record\",\"id\":\"record-1\"}";
  private static final String SOUND = "{" + SUBJECT + "," + ACTION + "," + RESOURCE + "}";

  private static HandWired wired;

  private final StringBuilder told = new StringBuilder();

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    wired = HandWired.start("certification", data);
  }

  @AfterAll
  static void stop() throws Exception {
    assertThat(wired.faults).isEmpty();
    wired.close();
  }

  private void tell(String title, Exchange.Answer answer) {
    Json.JsonObject problem = answer.json();
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(Exchange.require(problem, "status")).isEqualTo(Json.integer(answer.status()));
    told.append(title)
        .append("\n  ")
        .append(answer.status())
        .append(' ')
        .append(Exchange.text(problem, "code"))
        .append("\n  ")
        .append(Exchange.text(problem, "detail"))
        .append('\n');
    if (problem.find("mistakes") instanceof Json.JsonArray mistakes) {
      for (Json mistake : mistakes.elements()) {
        Json.JsonObject one = (Json.JsonObject) mistake;
        told.append("  - ")
            .append(Exchange.text(one, "place"))
            .append(": ")
            .append(Exchange.text(one, "message"))
            .append("; ")
            .append(Exchange.text(one, "help"))
            .append('\n');
      }
    }
  }

  private void evaluation(String title, String body) throws Exception {
    tell(title, wired.as(HandWired.POINT).evaluate(body));
  }

  private void batch(String title, String body) throws Exception {
    tell(title, wired.as(HandWired.POINT).evaluateAll(body));
  }

  private void search(String title, String sought, String body) throws Exception {
    tell(title, wired.as(HandWired.POINT).search(sought, body));
  }

  private static Exchange.Answer bytes(String type, byte[] body)
      throws IOException, InterruptedException {
    Exchange exchange = wired.as(HandWired.POINT);
    return exchange.send(
        exchange
            .to(Authzen.EVALUATION)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  private static String nested(int levels) {
    return "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
  }

  @Test
  void everyBadCallIsToldWhatIsWrongWithIt() throws Exception {
    evaluation("nothing", "");
    evaluation("cut off", "{\"subject\": {\"type\"");
    evaluation("two values", SOUND + SOUND);
    evaluation("an array", "[]");
    evaluation("an empty object", "{}");
    evaluation("a key twice", "{" + SUBJECT + "," + SUBJECT + "," + ACTION + "," + RESOURCE + "}");
    evaluation(
        "wrong types",
        "{\"subject\":\"alice\",\"action\":{\"name\":123},\"resource\":{\"type\":true,\"id\":null},"
            + "\"context\":[]}");
    evaluation(
        "empty texts",
        "{\"subject\":{\"type\":\"\",\"id\":\"\"},\"action\":{\"name\":\"\"}," + RESOURCE + "}");
    evaluation(
        "properties that are no object",
        "{\"subject\":{\"type\":\"user\",\"id\":\"alice\",\"properties\":1},"
            + ACTION
            + ","
            + RESOURCE
            + "}");
    evaluation("a deep context", SOUND.replaceFirst("}$", ",\"context\":" + nested(33) + "}"));
    evaluation("a deeper one", SOUND.replaceFirst("}$", ",\"context\":" + nested(5000) + "}"));
    tell("not UTF-8", bytes("application/json", new byte[] {'{', (byte) 0xC3, '}'}));
    tell("not JSON", bytes("text/plain", SOUND.getBytes(StandardCharsets.UTF_8)));
    evaluation("too large", " ".repeat((1 << 20) + 1));
    Exchange point = wired.as(HandWired.POINT);
    tell("another method", point.send(point.to(Authzen.EVALUATION).GET()));
    tell("another path", point.post("/access/v1/evaluate", SOUND));
    tell("no credential", wired.as("nobody").evaluate(SOUND));
    batch("evaluations that are no list", "{\"evaluations\":{}}");
    batch("a batch of none that is no evaluation", "{\"evaluations\":[]}");
    batch("options that are none", "{\"options\":[],\"evaluations\":[{}]}");
    batch(
        "an unknown semantic",
        "{\"options\":{\"evaluations_semantic\":\"any\"},\"evaluations\":[{}]}");
    search("a search without its parts", "subject", "{\"subject\":{\"type\":\"user\"}}");
    search("who seeks what without an id", "resource", SOUND.replace(",\"id\":\"alice\"", ""));
    search(
        "a page that is none",
        "action",
        "{" + SUBJECT + "," + RESOURCE + ",\"page\":{\"limit\":-1,\"token\":7}}");
    search(
        "half a result", "action", "{" + SUBJECT + "," + RESOURCE + ",\"page\":{\"limit\":1.5}}");
    search(
        "an unknown token",
        "action",
        "{" + SUBJECT + "," + RESOURCE + ",\"page\":{\"token\":\"abc\"}}");
    Golden.check(
        SharedData.projectRoot().resolve("server/src/test/golden/authzen/bad-input.txt"),
        told.toString());
    assertThat(wired.kept).as("nothing was decided").isEmpty();
    assertThat(wired.as(HandWired.POINT).evaluate(SOUND).decision())
        .as("and others are answered as ever")
        .isTrue();
  }
}
