package dev.remit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `remit format` and `remit convert` change the look and nothing else.
final class RewriteTest {
  private static final String UGLY = "permit(principal,action,resource)//all\nwhen{1<2};";

  @TempDir private Path folder = Path.of("");

  private static String convert(String text, String kind) {
    Run run = Run.withInput(text, "convert", "--kind", kind);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    return run.out();
  }

  @Test
  void standardInputIsFormattedToStandardOutput() {
    Run run = Run.withInput(UGLY, "format");
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo(Run.withInput(run.out(), "format").out()).contains("when {");
  }

  @Test
  void checkNamesTheFilesThatDifferAndWriteMendsThem() throws IOException {
    Path file = Files.writeString(folder.resolve("a.cedar"), UGLY);
    assertThat(Run.of("format", "--check", file.toString())).isEqualTo(new Run(1, file + "\n", ""));
    assertThat(Run.of("format", "--write", file.toString()).code()).isZero();
    assertThat(Run.of("format", "--check", file.toString())).isEqualTo(new Run(0, "", ""));
    assertThat(Files.readString(file)).contains("//all");
  }

  @Test
  void anIdThatDoesNotFollowFromThePositionBecomesAnAnnotation() {
    String json =
        convert("permit (principal, action, resource);", "policies").replace("policy0", "mine");
    assertThat(convert(json, "policies"))
        .isEqualTo("@id(\"mine\")\npermit (principal, action, resource);\n");
  }

  @Test
  void linksAreRefusedInText() {
    String json =
        convert("@id(\"t\") permit (principal == ?principal, action, resource);", "policies")
            .replace(
                "\"templateLinks\": []",
                """
                "templateLinks": [{"templateId": "t", "newId": "l", "values":
                  {"?principal": {"__entity": {"type": "User", "id": "ann"}}}}]
                """);
    Run run = Run.withInput(json, "convert");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).startsWith("<stdin>: holds 1 links of templates");
  }

  @Test
  void realPoliciesAndSchemasComeBackTheSame() throws IOException {
    for (Path file : realFiles()) {
      String name = file.toString();
      String json = Run.of("convert", name).out();
      String kind = name.contains("schema") ? "schema" : "policies";
      String text = convert(json, kind);
      assertThat(convert(text, kind)).as(name).isEqualTo(json);
    }
  }

  private static List<Path> realFiles() throws IOException {
    try (Stream<Path> files = Files.walk(SharedData.require("cedar/bench-corpus"))) {
      List<Path> found =
          files
              .filter(file -> file.toString().matches(".*\\.(cedar|cedarschema)"))
              .sorted()
              .toList();
      assertThat(found).hasSizeGreaterThan(20);
      return found;
    }
  }
}
