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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// `remit causes`, on the trail of the examples and what is declared beside it.
final class CausesTest {
  private static final Path GOLDEN = SharedData.projectRoot().resolve("cli/src/test/golden/causes");
  private static final Path EXAMPLES = SharedData.projectRoot().resolve("examples");
  private static final Pattern RECORD =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");

  @TempDir private static Path folder = Path.of("");

  @BeforeAll
  static void observe() {
    Run run =
        Run.of(
            "import",
            "cloudtrail",
            EXAMPLES.resolve("cloudtrail").toString(),
            "--data",
            folder.toString());
    assertThat(run.code()).as(run.transcript()).isZero();
  }

  private static Map<String, List<String>> lines() {
    String accounts = EXAMPLES.resolve("declared/accounts.json").toString();
    String changes = EXAMPLES.resolve("declared/changes.csv").toString();
    Map<String, List<String>> lines = new TreeMap<>();
    lines.put("all", List.of());
    lines.put("declared", List.of("--declared", accounts, "--approved", changes));
    lines.put("json", List.of("--declared", accounts, "--approved", changes, "--json"));
    lines.put("of-a-class", List.of("--declared", accounts, "--class", "policy-gap"));
    lines.put("of-an-owner", List.of("--declared", accounts, "--owner", "nobody@harbour.example"));
    lines.put("of-nobody", List.of("--owner", "-", "--class", "unknown"));
    lines.put("no-class", List.of("--class", "bug"));
    lines.put("swapped", List.of("--declared", changes, "--approved", accounts));
    return lines;
  }

  @TestFactory
  Stream<DynamicTest> whatIsPrintedReadsAsReviewed() {
    return lines().entrySet().stream()
        .map(line ->
            dynamicTest(
                line.getKey(),
                () -> {
                  List<String> arguments = new ArrayList<>(List.of("causes"));
                  arguments.addAll(line.getValue());
                  arguments.addAll(List.of("--data", folder.toString()));
                  Run run = Run.of(arguments.toArray(String[]::new));
                  assertThat(run.transcript()).doesNotContain("\tat ", "defect of remit");
                  Golden.check(GOLDEN.resolve(line.getKey() + ".txt"), printed(run));
                }));
  }

  /// Without ids, which differ, and where the files are.
  private static String printed(Run run) {
    return RECORD
        .matcher(run.transcript())
        .replaceAll("RECORD")
        .replace(EXAMPLES.toString(), "examples");
  }
}
