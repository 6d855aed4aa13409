package dev.remit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.remit.cli.terminal.Terminal;
import dev.remit.store.row.Column;
import dev.remit.testkit.Golden;
import dev.remit.testkit.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
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
            "observed",
            "--action",
            "\"read\"",
            "--resource",
            "Account::\"x"));
    lines.put("query-limit", List.of("query", "--limit", "0"));
    lines.put("replay-none", List.of("replay", "--principal", "nobody"));
    lines.put("replay-ids-and-filters", List.of("replay", "--outcome", "deny", ID));
    lines.put("replay-faults", List.of("replay", "--outcome", "denied", "--until", "tomorrow"));
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
    lines.put(
        "sql-long", List.of("sql", "SELECT raw FROM decisions ORDER BY length(raw) DESC LIMIT 1"));
    lines.put("sql-none", List.of("sql", "SELECT id, task FROM decisions WHERE false"));
    lines.put("sql-column", List.of("sql", "SELECT id,\n  resorce_id FROM decisions"));
    lines.put("sql-syntax", List.of("sql", "SELECT 'ä' frm decisions where"));
    lines.put("sql-value", List.of("sql", "SELECT tenant::DATE FROM decisions"));
    lines.put("sql-write", List.of("sql", "COPY decisions TO 'decisions.csv'"));
    lines.put("sql-two", List.of("sql", "SELECT 1; DROP VIEW decisions"));
    lines.put("sql-outside", List.of("sql", "SELECT * FROM read_text('/etc/passwd')"));
    lines.put("export-ocsf", List.of("export", "--format", "ocsf", "--reason", "forbidden"));
    lines.put("export-opa", List.of("export", "--format", "opa", "--reason", "forbidden"));
    lines.put("export-format", List.of("export", "--format", "cef"));
    return lines;
  }

  private static final String ID = "019aa9a5-d2f4-7c58-9f3e-9b8f6c3f5f10";

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

  @Test
  void theHelpOfSqlNamesEveryColumn() {
    String help = Run.of("log", "sql", "--help").out();
    Column.ALL.forEach(column -> assertThat(help).containsPattern("\\b" + column.title() + "\\b"));
  }

  @Test
  void anExportHoldsEveryRecordInTheOrderOfTheLogAndReplacesNoFile() throws IOException {
    Path file = folder.resolve("export.jsonl");
    assertThat(log("export", "--format", "json", "--out", file.toString()).code()).isZero();
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(49);
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i)).startsWith("{\"sequence\":" + (i + 1) + ",");
    }
    Run again = log("export", "--format", "json", "--out", file.toString());
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).isEqualTo(file + ": is there already; name a new file\n");
  }

  @Test
  void whatIsFollowedIsPrintedAsItComes() throws Exception {
    try (LogData data = LogData.open(folder.resolve("followed"))) {
      data.addSample();
      Lines lines = new Lines();
      Terminal terminal =
          new Terminal(InputStream.nullInputStream(), new PrintWriter(lines), lines.err(), false);
      AtomicInteger code = new AtomicInteger(-1);
      String[] line = {
        "log", "tail", "-f", "-n", "1", "--json", "--data", folder.resolve("followed").toString()
      };
      Thread follower = Thread.ofPlatform().start(() -> code.set(Main.run(terminal, line)));
      assertThat(lines.take()).startsWith("{\"sequence\":49,");
      data.addSample();
      for (int sequence = 50; sequence <= 98; sequence++) {
        assertThat(lines.take()).startsWith("{\"sequence\":" + sequence + ",");
      }
      lines.desert();
      follower.join();
      assertThat(code).hasValue(0);
    }
  }

  /// What is printed, line by line as it comes, until nobody reads it any more.
  private static final class Lines extends Writer {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final StringBuilder under = new StringBuilder();
    private volatile boolean deserted;

    @Override
    public void write(char[] chars, int start, int length) {
      for (int i = start; i < start + length; i++) {
        if (chars[i] == '\n') {
          lines.add(under.toString());
          under.setLength(0);
        } else {
          under.append(chars[i]);
        }
      }
    }

    PrintWriter err() {
      return new PrintWriter(Writer.nullWriter());
    }

    String take() throws InterruptedException {
      return Objects.requireNonNull(lines.poll(1, TimeUnit.MINUTES), "nothing came");
    }

    void desert() {
      deserted = true;
    }

    @Override
    public void flush() throws IOException {
      if (deserted) {
        throw new IOException("nobody reads");
      }
    }

    @Override
    public void close() {}
  }
}
