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
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// `remit log`, on a log of the shipped sample of which some is sealed.
final class LogTest {
  private static final Path GOLDEN = SharedData.projectRoot().resolve("cli/src/test/golden/log");

  @TempDir private static Path folder = Path.of("");

  @BeforeAll
  static void write() {
    LogData.sample(data());
  }

  private static Path data() {
    return folder.resolve("data");
  }

  private static Run log(String... arguments) {
    List<String> line = new ArrayList<>(List.of("log"));
    line.addAll(List.of(arguments));
    line.addAll(List.of("--data", data().toString()));
    return Run.of(line.toArray(String[]::new));
  }

  private static Map<String, List<String>> lines() {
    Map<String, List<String>> lines = new TreeMap<>();
    lines.put("query", List.of("query", "-n", "12"));
    lines.put("query-none", List.of("query", "--principal", "nobody"));
    lines.put(
        "query-filters",
        List.of(
            "query",
            "--principal",
            "Agent::\"bookkeeper\"",
            "--outcome",
            "deny",
            "--since",
            "2026-11-21",
            "--until",
            "2026-11-22T00:20:00Z",
            "--oldest-first"));
    lines.put("query-json", List.of("query", "-n", "2", "--json"));
    lines.put(
        "query-faults",
        List.of(
            "query",
            "--outcome",
            "denied",
            "--since",
            "yesterday",
            "--kind",
            "search",
            "--action",
            "\"read\"",
            "--resource",
            "Account::\"x"));
    lines.put("query-limit", List.of("query", "--limit", "0"));
    lines.put("tail", List.of("tail", "-n", "5"));
    lines.put(
        "sql",
        List.of(
            "sql",
            "SELECT reason, count(*) AS records, min(principal_id) AS principal FROM"
                + " decisions GROUP BY ALL ORDER BY 2 DESC, 1"));
    lines.put("sql-types", List.of("sql", TYPES));
    lines.put("sql-types-json", List.of("sql", "--json", TYPES));
    lines.put("sql-types-csv", List.of("sql", "--csv", TYPES));
    lines.put("sql-none", List.of("sql", "SELECT id, task FROM decisions WHERE false"));
    lines.put("sql-column", List.of("sql", "SELECT id,\n  resorce_id FROM decisions"));
    lines.put("sql-syntax", List.of("sql", "SELECT 'ä' frm decisions where"));
    lines.put("sql-value", List.of("sql", "SELECT outcome::DATE FROM decisions"));
    lines.put("sql-write", List.of("sql", "COPY decisions TO 'decisions.csv'"));
    lines.put("sql-two", List.of("sql", "SELECT 1; DROP VIEW decisions"));
    lines.put("sql-outside", List.of("sql", "SELECT * FROM read_text('/etc/passwd')"));
    lines.put("export-ocsf", List.of("export", "--format", "ocsf", "--reason", "forbidden"));
    lines.put("export-opa", List.of("export", "--format", "opa", "--reason", "forbidden"));
    lines.put("export-format", List.of("export", "--format", "cef"));
    return lines;
  }

  private static final String TYPES =
      """
      SELECT "time", received_date, duplicate, tools, {'a': 1, 'b': 'x, "y"'} AS pair, reasons,
        sum(sequence) OVER () AS total, 1.50 AS price, 1e400 AS much, latency_nanos, errors
      FROM decisions ORDER BY sequence LIMIT 2
      """;

  @TestFactory
  Stream<DynamicTest> whatIsPrintedReadsAsReviewed() {
    return lines().entrySet().stream()
        .map(line ->
            dynamicTest(
                line.getKey(),
                () -> {
                  Run run = log(line.getValue().toArray(String[]::new));
                  assertThat(run.transcript()).doesNotContain("\tat ", "defect of remit");
                  Golden.check(GOLDEN.resolve(line.getKey() + ".txt"), run.transcript());
                }));
  }
}
