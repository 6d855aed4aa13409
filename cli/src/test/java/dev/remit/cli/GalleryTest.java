package dev.remit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.remit.cedar.policy.Limits;
import dev.remit.testkit.Golden;
import dev.remit.testkit.SharedData;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// For each kind of file some with several mistakes, and what users are told of them: every mistake
/// with its place and its line, exit code 1, no stack trace. A file's kind is the first word of its
/// name; `good` ones are what others are read beside.
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

  @TempDir private Path folder = Path.of("");

  @TestFactory
  Stream<DynamicTest> aBrokenFileIsToldInFull() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String of : List.of("", "corpus-tests")) {
      try (Stream<Path> all = Files.list(Path.of(GALLERY, of))) {
        all.filter(file -> !kind(file).equals("good")).sorted().forEach(files::add);
      }
    }
    files.remove(Path.of(GALLERY, "corpus-tests"));
    return files.stream()
        .map(file ->
            dynamicTest(
                file.getFileName().toString(),
                () -> check(file.getFileName().toString(), command(file))));
  }

  private static String kind(Path file) {
    return file.getFileName().toString().split("[-.]", 2)[0];
  }

  private void check(String name, List<String> command) {
    Golden.check(GOLDEN.resolve(name + ".txt"), told(command));
  }

  private String told(List<String> command) {
    Run run = Run.of(command.toArray(String[]::new));
    assertThat(run.code()).isEqualTo(1);
    String told = run.transcript().replace(folder.toString(), "FOLDER");
    assertThat(told).doesNotContain("\tat ", "Exception", "defect of remit");
    return told.replaceFirst("(?s)\n\nAuthorization failure rates\n.*?(?=--- )", "\n");
  }

  private List<String> command(Path file) {
    String name = file.toString();
    return switch (kind(file)) {
      case "policy" -> List.of("format", name);
      case "policies" -> List.of("convert", name);
      case "ids" -> authorize("--policies", name, "--entities", GALLERY + "good-entities.json");
      case "entities" ->
          authorizeOn(
              Files.isDirectory(file)
                  ? List.of(name + "/a.json", name + "/b.json")
                  : List.of(name));
      case "links", "context" -> authorizeWith("--" + kind(file), name);
      case "requests" ->
          List.of(
              "authorize",
              "--policies",
              GALLERY + "good-template.cedar",
              "--entities",
              GALLERY + "good-entities.json",
              "--requests",
              name);
      case "schema" -> List.of("validate", "--schema", name);
      case "unfit" -> unfit(file);
      case "run" -> run(name, GALLERY + "good-bundle");
      case "bundle" -> run(GALLERY + "good-run.jsonl", name);
      default -> List.of("corpus", name);
    };
  }

  private static List<String> authorize(String... files) {
    List<String> command = new ArrayList<>(List.of("authorize"));
    command.addAll(List.of(files));
    command.addAll(ONE_REQUEST);
    return command;
  }

  private static List<String> authorizeOn(List<String> entities) {
    List<String> files =
        new ArrayList<>(List.of("--policies", GALLERY + "good-template.cedar", "--entities"));
    files.addAll(entities);
    return authorize(files.toArray(String[]::new));
  }

  private static List<String> authorizeWith(String option, String file) {
    return authorize(
        "--policies",
        GALLERY + "good-template.cedar",
        "--entities",
        GALLERY + "good-entities.json",
        option,
        file);
  }

  private List<String> run(String input, String bundle) {
    return List.of(
        "run", input, "--bundle", bundle, "--log", folder.resolve("log.jsonl").toString());
  }

  private static List<String> unfit(Path file) {
    List<String> command = new ArrayList<>(List.of("validate"));
    command.addAll(List.of("--schema", GALLERY + "good.cedarschema"));
    String option =
        switch (file.getFileName().toString()) {
          case "unfit.cedar" -> "--policies";
          case "unfit-entities.json" -> "--entities";
          default -> "--requests";
        };
    command.addAll(List.of(option, file.toString()));
    return command;
  }

  @Test
  void findingsAndMistakesOfAllFilesAreToldTogether() {
    List<String> all = new ArrayList<>(unfit(Path.of(GALLERY + "unfit.cedar")));
    all.addAll(List.of("--entities", GALLERY + "unfit-entities.json"));
    all.addAll(List.of("--requests", GALLERY + "unfit-requests.jsonl"));
    check("unfit", all);
    all.add("--json");
    check("unfit-json", all);
  }

  @Test
  void whatIsNestedTooDeepIsToldAtTheFirstLevelTooMany() throws IOException {
    String deep = "[".repeat(Limits.POLICY_JSON_DEPTH_MAX + 1);
    StringBuilder told = new StringBuilder();
    for (String name :
        List.of(
            "policies.json",
            "links.json",
            "entities.json",
            "context.json",
            "requests.jsonl",
            "schema.json",
            "run.jsonl",
            "corpus-tests/deep.json")) {
      told.append(told(command(file(name, deep))));
    }
    told.append(
        told(
            command(
                file(
                    "policy.cedar",
                    "permit(principal, action, resource) when { " + "(".repeat(100_000)))));
    told.append(
        told(command(file("schema.cedarschema", "entity A { a: " + "Set<".repeat(100_000)))));
    Path bundle = folder.resolve("bundle-deep");
    file("bundle-deep/remit.yaml", "name: " + deep);
    told.append(told(command(bundle)));
    Golden.check(GOLDEN.resolve("deep.txt"), told.toString());
  }

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void whatIsTooLongIsNotRead() throws IOException {
    Path file = folder.resolve("policy.cedar");
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(Limits.SOURCE_LENGTH_MAX + 1L);
    }
    assertThat(told(command(file)))
        .isEqualTo(
            """
            --- stderr ---
            FOLDER/policy.cedar: is longer than 67108864 bytes; split it
            --- exit 1 ---
            """);
  }

  @Test
  void mistakesOfATextInOneLineDoNotFillTheScreen() throws IOException {
    String bad =
        "{\"uid\": {\"type\": \"User\", \"id\": \"ann\"}, \"attrs\": {\"a\": null}, \"parents\": []}";
    Path file = file("entities.json", "[" + (bad + ", ").repeat(10_000) + bad + "]");
    String told = told(command(file));
    assertThat(told.lines().filter(line -> line.startsWith("FOLDER/entities.json:1:")))
        .hasSize(Limits.DIAGNOSTICS_MAX);
    assertThat(told.lines()).allMatch(line -> line.length() < 200);
  }
}
