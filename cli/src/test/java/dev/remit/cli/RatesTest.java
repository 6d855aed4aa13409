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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// `remit rates`, on a log of the shipped sample of which some is sealed.
final class RatesTest {
  private static final Path GOLDEN = SharedData.projectRoot().resolve("cli/src/test/golden/rates");

  @TempDir private static Path folder = Path.of("");

  @BeforeAll
  static void write() {
    LogData.sample(folder.resolve("data"));
  }

  private static Run rates(String... arguments) {
    List<String> line = new ArrayList<>(List.of("rates"));
    line.addAll(List.of(arguments));
    line.addAll(List.of("--data", folder.resolve("data").toString()));
    return Run.of(line.toArray(String[]::new));
  }

  private static Map<String, List<String>> lines() {
    Map<String, List<String>> lines = new TreeMap<>();
    lines.put("all", List.of());
    lines.put("by-identity-and-hour", List.of("--by", "identity,hour"));
    lines.put("by-action", List.of("--by", "action", "--top", "3", "--quick"));
    lines.put("by-workflow-json", List.of("--by", "workflow", "--top", "2", "--json"));
    lines.put("by-resource-csv", List.of("--by", "resource-type,resource", "--top", "4", "--csv"));
    lines.put("cut-window", List.of("--since", "2026-11-21T23:50:00Z", "--until", "2026-11-21"));
    lines.put("nothing", List.of("--kind", "observation", "--by", "source"));
    lines.put(
        "faults",
        List.of(
            "--by", "identity,agent", "--since", "yesterday", "--kind", "search", "--top", "-1"));
    lines.put("rises", List.of("--rises", "--quick"));
    lines.put("rises-csv", List.of("--rises", "--csv"));
    lines.put("both-forms", List.of("--json", "--csv"));
    lines.put("too-many", List.of("--by", "identity,action,point,hour"));
    return lines;
  }

  @TestFactory
  Stream<DynamicTest> whatIsPrintedReadsAsReviewed() {
    return lines().entrySet().stream()
        .map(line ->
            dynamicTest(
                line.getKey(),
                () -> {
                  Run run = rates(line.getValue().toArray(String[]::new));
                  assertThat(run.transcript()).doesNotContain("\tat ", "defect of remit");
                  Golden.check(GOLDEN.resolve(line.getKey() + ".txt"), run.transcript());
                }));
  }

  /// `remit run` counts what it decides as it goes, `remit rates` what the log holds.
  @Test
  void aRunAndTheRatesOfItsLogSayTheSame() {
    Path example = SharedData.projectRoot().resolve("examples/agents");
    Path data = folder.resolve("run");
    Run run =
        Run.of(
            "run",
            example.resolve("sample.jsonl").toString(),
            "--bundle",
            example.toString(),
            "--data",
            data.toString(),
            "--json");
    Run rates = Run.of("rates", "--quick", "--json", "--data", data.toString());
    assertThat(total(rates.out())).contains("\"attempts\": 49").isEqualTo(total(run.out()));
  }

  private static String total(String json) {
    int start = json.indexOf("\"total\"");
    return json.substring(start, json.indexOf("\n  }", start));
  }
}
