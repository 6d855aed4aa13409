package dev.remit.server.authzen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an answer says beside its decision.
final class ContextTest {
  private static final String WRITE =
      "{\"subject\":{\"type\":\"user\",\"id\":\"%s\"},\"action\":{\"name\":\"write\"},"
          + "\"resource\":{\"type\":\"record\",\"id\":\"%s\"}}";

  private static HandWired wired;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    wired = HandWired.start("certification", data);
  }

  @AfterAll
  static void stop() throws Exception {
    assertThat(wired.faults).isEmpty();
    wired.close();
  }

  private static Json.JsonObject context(String caller, String body) throws Exception {
    return wired.as(caller).evaluate(body).object("context");
  }

  private static String part(Json.JsonObject context, String name) {
    return JsonWriter.compact(Exchange.require(context, name));
  }

  @Test
  void aPermitNamesItsPoliciesAndTheRecord() throws Exception {
    Json.JsonObject context = context(HandWired.POINT, WRITE.formatted("alice", "record-1"));
    assertThat(Exchange.text(context, "id")).isEqualTo(wired.kept.getLast().id().toString());
    assertThat(part(context, "reasons"))
        .isEqualTo(
            "[{\"code\":\"permitted\",\"policy\":\"editors-write-what-is-not-archived\","
                + "\"text\":\"editors change records until they are archived\"}]");
    assertThat(context.find("obligations")).isNull();
  }

  @Test
  void whoMayExplainLearnsTheNearestPermitsAndTheirFalseClauses() throws Exception {
    String denied = WRITE.formatted("alice", "record-2");
    Json.JsonObject context = context(HandWired.OPERATOR, denied);
    assertThat(part(context, "reasons")).isEqualTo("[{\"code\":\"no-permit\"}]");
    assertThat(part(context, "nearest"))
        .startsWith("[{\"policy\":\"editors-write-what-is-not-archived\",\"obstacles\":[")
        .contains("resource.status == \\\"archived\\\"");
    assertThat(((Json.JsonArray) Exchange.require(context, "nearest")).elements())
        .hasSizeBetween(1, 3);
    assertThat(context(HandWired.POINT, denied).find("nearest")).isNull();
    assertThat(context(HandWired.OPERATOR, WRITE.formatted("alice", "record-1")).find("nearest"))
        .as("of a permit")
        .isNull();
  }

  @Test
  void theNearestPermitsOfABatchAreBounded() throws Exception {
    String[] denied =
        IntStream.range(0, Answers.NEAREST_MAX + 2)
            .mapToObj(_ -> WRITE.formatted("alice", "record-2"))
            .toArray(String[]::new);
    List<Json> evaluations =
        wired
            .as(HandWired.OPERATOR)
            .evaluateAll("{\"evaluations\":[" + String.join(",", denied) + "]}")
            .list("evaluations");
    assertThat(evaluations).hasSize(Answers.NEAREST_MAX + 2);
    assertThat(evaluations.stream().map(JsonWriter::compact).filter(one -> one.contains("nearest")))
        .hasSize(Answers.NEAREST_MAX);
  }

  @Test
  void reservedKeysOfAContextAreRefused() throws Exception {
    String body =
        WRITE.formatted("alice", "record-1").replaceFirst("}$", ",\"context\":{\"task\":{}}}");
    Exchange.Answer answer = wired.as(HandWired.POINT).evaluate(body);
    assertThat(answer.decision()).isFalse();
    assertThat(answer.response().body()).contains("\"refused\"").contains("only Remit may fill");
  }

  @Test
  void obligationsHaveTheShapeOfTheProfile() throws Exception {
    assertThat(part(context(HandWired.POINT, WRITE.formatted("bob", "record-2")), "obligations"))
        .isEqualTo(
            "[{\"id\":\"note-the-correction\",\"type\":\"note-the-correction\",\"properties\":{}}]");
    String delete =
        "{\"subject\":{\"type\":\"user\",\"id\":\"alice\"},\"action\":{\"name\":\"delete\","
            + "\"properties\":{\"soft\":true}},\"resource\":{\"type\":\"record\",\"id\":\"record-1\"}}";
    assertThat(part(context(HandWired.POINT, delete), "obligations"))
        .isEqualTo(
            "[{\"id\":\"tell\",\"type\":\"notification\","
                + "\"properties\":{\"to\":\"records\",\"body\":\"binned\"}}]");
  }

  @Test
  void anObligationThatIsNotUnderstoodStaysOneThatNobodyKnows() {
    for (String text :
        List.of("{", "{\"id\":\"a\"}", "{\"type\":7}", "{\"type\":\"a\",\"properties\":7}")) {
      Json.JsonObject written =
          (Json.JsonObject) ObligationJson.write(List.of(text)).elements().getFirst();
      assertThat(Exchange.text(written, "type")).isEqualTo(text);
    }
  }

  @Test
  void obligationsOfOneAnswerHaveDifferentIds() {
    assertThat(
            ObligationJson.write(List.of("a", "{\"type\":\"a\"}", "{\"type\":\"b\",\"id\":\"a\"}"))
                .elements()
                .stream()
                .map(one -> Exchange.text((Json.JsonObject) one, "id")))
        .containsExactly("a", "a-2", "a-3");
  }

  @Test
  void whatCannotBeRecordedIsDenied() throws Exception {
    wired.room.set(0);
    try {
      Exchange.Answer answer =
          wired.as(HandWired.POINT).evaluate(WRITE.formatted("alice", "record-1"));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.decision()).isFalse();
      assertThat(answer.response().body()).contains("not-recorded");
    } finally {
      wired.room.set(Integer.MAX_VALUE);
    }
  }
}
