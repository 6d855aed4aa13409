package dev.remit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.remit.testkit.Golden;
import dev.remit.testkit.SharedData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// For each kind of file one with several mistakes, and what users are told of it: every mistake
/// with its place and its line, exit code 1, no stack trace.
final class GalleryTest {
  private static final String GALLERY = "src/test/gallery/";
  private static final Path GOLDEN =
      SharedData.projectRoot().resolve("cli/src/test/golden/gallery");

  private static final List<String> ONE_REQUEST =
      List.of(
          "--principal",
          "User::\"ann\"",
          "--action",
          "Action::\"view\"",
          "--resource",
          "Photo::\"cat\"");

  @TestFactory
  Stream<DynamicTest> aBrokenFileIsToldInFull() {
    return commands().entrySet().stream()
        .map(entry -> dynamicTest(entry.getKey(), () -> check(entry.getKey(), entry.getValue())));
  }

  private static void check(String name, List<String> command) {
    Run run = Run.of(command.toArray(String[]::new));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.transcript()).doesNotContain("\tat ", "Exception");
    Golden.check(GOLDEN.resolve(name + ".txt"), run.transcript());
  }

  private static Map<String, List<String>> commands() {
    Map<String, List<String>> commands = new TreeMap<>();
    commands.put("policy", List.of("format", GALLERY + "policy.cedar"));
    commands.put("links", authorize("template.cedar", "good-entities.json", "links", "links.json"));
    commands.put(
        "links-shape",
        authorize("template.cedar", "good-entities.json", "links", "links-shape.json"));
    for (String entities : List.of("entities", "entities-circle", "entities-cut")) {
      commands.put(entities, authorize("template.cedar", entities + ".json"));
    }
    commands.put(
        "context", authorize("template.cedar", "good-entities.json", "context", "context.json"));
    commands.put(
        "requests",
        List.of(
            "authorize",
            "--policies",
            GALLERY + "template.cedar",
            "--entities",
            GALLERY + "good-entities.json",
            "--requests",
            GALLERY + "requests.jsonl"));
    commands.put("schema", List.of("validate", "--schema", GALLERY + "schema.cedarschema"));
    commands.put(
        "schema-names", List.of("validate", "--schema", GALLERY + "schema-names.cedarschema"));
    commands.put(
        "schema-json", List.of("validate", "--schema", GALLERY + "schema.cedarschema.json"));
    commands.put("policies-json", List.of("convert", GALLERY + "policies.json"));
    commands.put("corpus", List.of("corpus", GALLERY + "corpus-tests/broken.json"));
    commands.put("unfit", unfit());
    List<String> unfitJson = new ArrayList<>(unfit());
    unfitJson.add("--json");
    commands.put("unfit-json", unfitJson);
    return commands;
  }

  private static List<String> authorize(String policies, String entities, String... option) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("authorize", "--policies", GALLERY + policies));
    command.addAll(List.of("--entities", GALLERY + entities));
    command.addAll(ONE_REQUEST);
    if (option.length == 2) {
      command.addAll(List.of("--" + option[0], GALLERY + option[1]));
    }
    return command;
  }

  private static List<String> unfit() {
    return List.of(
        "validate",
        "--schema",
        GALLERY + "good.cedarschema",
        "--policies",
        GALLERY + "unfit.cedar",
        "--entities",
        GALLERY + "unfit-entities.json",
        "--requests",
        GALLERY + "unfit-requests.jsonl");
  }
}
