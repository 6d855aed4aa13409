package dev.remit.server.authzen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.server.ServerFault;
import dev.remit.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The vectors of the working group's interoperability events, over a socket.
final class VectorsTest {
  private static ServedBundle todo;
  private static ServedBundle search;

  @BeforeAll
  static void start(@TempDir Path data) throws ServerFault, SyntaxException {
    todo = ServedBundle.start("todo", data.resolve("todo"));
    search = ServedBundle.start("search", data.resolve("search"));
  }

  @AfterAll
  static void stop() throws ServerFault, SyntaxException {
    todo.close();
    search.close();
  }

  @TestFactory
  Stream<DynamicTest> todoEvaluationsAnswerAsExpected() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    addTodo("decisions.json", "decisions", tests);
    for (String version : List.of("00", "01", "02")) {
      addTodo("decisions-authorization-api-1_0-" + version + ".json", "evaluation", tests);
    }
    assertThat(tests).hasSize(160);
    return tests.stream();
  }

  private static void addTodo(String file, String name, List<DynamicTest> tests)
      throws IOException {
    int number = 0;
    for (Json.JsonObject vector : vectors("todo/" + file, name)) {
      Json.JsonBool expected = (Json.JsonBool) Exchange.require(vector, "expected");
      tests.add(
          dynamicTest(
              file + " " + number++,
              () ->
                  assertThat(todo.exchange().evaluate(request(vector)).decision())
                      .isEqualTo(expected.value())));
    }
  }

  @TestFactory
  Stream<DynamicTest> todoBatchesAnswerAsExpected() throws IOException {
    List<Json.JsonObject> vectors =
        vectors("todo/decisions-authorization-api-1_0-02.json", "evaluations");
    assertThat(vectors).hasSize(3);
    return vectors.stream()
        .map(vector ->
            dynamicTest(
                JsonWriter.compact(Exchange.require(vector, "expected")),
                () ->
                    assertThat(todo.exchange().evaluateAll(request(vector)).decisions())
                        .isEqualTo(
                            ((Json.JsonArray) Exchange.require(vector, "expected"))
                                .elements().stream()
                                    .map(one ->
                                        ((Json.JsonBool)
                                                Exchange.require((Json.JsonObject) one, "decision"))
                                            .value())
                                    .toList())));
  }

  @TestFactory
  Stream<DynamicTest> searchesFindWhatIsExpected() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (String sought : List.of("subject", "resource", "action")) {
      for (String file : List.of("results_" + sought, "results_harness_" + sought)) {
        int number = 0;
        for (Json.JsonObject vector : vectors("search/" + file + ".json", "evaluation")) {
          tests.add(dynamicTest(file + " " + number++, () -> findsWhatIsExpected(sought, vector)));
        }
      }
    }
    assertThat(tests).hasSize(2 * (60 + 18 + 120));
    return tests.stream();
  }

  private static void findsWhatIsExpected(String sought, Json.JsonObject vector)
      throws IOException, InterruptedException {
    Json.JsonArray expected =
        (Json.JsonArray)
            Exchange.require((Json.JsonObject) Exchange.require(vector, "expected"), "results");
    Exchange.Answer answer = search.exchange().search(sought, request(vector));
    assertThat(answer.list("results")).containsExactlyInAnyOrderElementsOf(expected.elements());
  }

  private static String request(Json.JsonObject vector) {
    return JsonWriter.compact(Exchange.require(vector, "request"));
  }

  private static List<Json.JsonObject> vectors(String file, String name) throws IOException {
    Path path = SharedData.require("authzen/" + file);
    Json.JsonObject all = (Json.JsonObject) Exchange.json(Files.readString(path));
    return ((Json.JsonArray) Objects.requireNonNull(all.find(name), name))
        .elements().stream().map(Json.JsonObject.class::cast).toList();
  }
}
