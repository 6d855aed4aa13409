package dev.remit.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BatchTest {
  private FakeService service;

  @BeforeEach
  void start() throws IOException {
    service = new FakeService();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private static List<Question> questions(int count) {
    return IntStream.range(0, count).mapToObj(i -> question(i, 0)).toList();
  }

  private static Question question(int number, int chars) {
    return Question.builder()
        .subject("ServiceAccount", "ci")
        .action("a" + number)
        .resource("Service", "s")
        .context(Map.of("text", "ä".repeat(chars)))
        .build();
  }

  /// Permits actions with an even number, and names each in the decision's id.
  private static FakeService.Reply evens(FakeService.Asked asked) {
    try {
      Map<?, ?> body = (Map<?, ?>) JsonReader.read(asked.body());
      return FakeService.Reply.ok(
          ((List<?>) Objects.requireNonNull(body.get("evaluations")))
              .stream()
                  .map(BatchTest::even)
                  .collect(Collectors.joining(",", "{\"evaluations\":[", "]}")));
    } catch (Malformed e) {
      throw new AssertionError(e);
    }
  }

  private static String even(Object evaluation) {
    Map<?, ?> action = (Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) evaluation).get("action"));
    String name = String.valueOf(action.get("name"));
    int number = Integer.parseInt(name.substring(1));
    return "{\"decision\":%s,\"context\":{\"id\":\"%s\"}}".formatted(number % 2 == 0, name);
  }

  @Test
  void answersComeInTheOrderOfTheQuestions() {
    service.says(BatchTest::evens);
    List<Answer> answers = service.client().build().askAll(questions(7));
    assertThat(answers)
        .extracting(Answer::id)
        .containsExactly("a0", "a1", "a2", "a3", "a4", "a5", "a6");
    assertThat(answers)
        .extracting(Answer::isPermitted)
        .containsExactly(true, false, true, false, true, false, true);
    assertThat(service.asked()).hasSize(1);
  }

  @Test
  void moreThanOneRequestTakesAreAskedInSeveral() {
    service.says(BatchTest::evens);
    List<Answer> answers = service.client().batch(3).build().askAll(questions(7));
    assertThat(answers)
        .extracting(Answer::id)
        .containsExactly("a0", "a1", "a2", "a3", "a4", "a5", "a6");
    assertThat(service.asked()).hasSize(3);
  }

  @Test
  void noRequestIsLargerThanTheServiceTakes() {
    service.says(BatchTest::evens);
    List<Question> large = IntStream.range(0, 9).mapToObj(i -> question(i, 100_000)).toList();
    assertThat(service.client().build().askAll(large)).hasSize(9);
    assertThat(service.asked())
        .hasSize(3)
        .allSatisfy(asked ->
            assertThat(asked.body().getBytes(StandardCharsets.UTF_8).length).isLessThan(1 << 20));
  }

  @Test
  void aRequestThatFailsDeniesItsOwnQuestionsOnly() {
    service.says(
        asked -> asked.body().contains("\"a2\"") ? FakeService.Reply.of(500, "") : evens(asked));
    List<Answer> answers = service.client().batch(2).build().askAll(questions(6));
    assertThat(answers)
        .extracting(Answer::isUnavailable)
        .containsExactly(false, false, true, true, false, false);
    assertThat(answers)
        .extracting(Answer::isPermitted)
        .containsExactly(true, false, false, false, true, false);
  }

  @Test
  void fewerOrMoreAnswersThanQuestionsDenyAll() {
    for (String answers :
        List.of(
            "", "{\"decision\":true}", "{\"decision\":true},".repeat(2) + "{\"decision\":true}")) {
      service.says(FakeService.Reply.ok("{\"evaluations\":[" + answers + "]}"));
      assertThat(service.client().build().askAll(questions(2)))
          .hasSize(2)
          .allMatch(Answer::isUnavailable);
    }
  }

  @Test
  void anEvaluationThatTheServiceCouldNotReadIsDeniedWithItsCode() {
    service.says(
        FakeService.Reply.ok(
            "{\"evaluations\":[{\"decision\":false,\"context\":{\"error\":"
                + "{\"status\":400,\"code\":\"input.shape\",\"message\":\"m\"}}}]}"));
    assertThat(service.client().build().askAll(questions(1)))
        .containsExactly(
            new Answer.Denied("", List.of(new Reason("input.shape", "", "m")), List.of()));
  }

  @Test
  void noQuestionsAskNothing() {
    assertThat(service.client().build().askAll(List.of())).isEmpty();
    assertThat(service.client().build().askAllAsync(List.of()).join()).isEmpty();
    assertThat(service.asked()).isEmpty();
  }
}
