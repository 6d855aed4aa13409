package dev.remit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.pdp.decision.Pdp;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.store.JsonLinesReader;
import dev.remit.store.LogLine;
import dev.remit.testkit.Golden;
import dev.remit.testkit.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `remit run`, on the shipped sample and on real recorded runs.
final class RunTest {
  private static final Path EXAMPLE = SharedData.projectRoot().resolve("examples/agents");
  private static final Path SAMPLE = EXAMPLE.resolve("sample.jsonl");

  @TempDir Path folder;

  private Run run(String... arguments) {
    Stream<String> more = Stream.of("--bundle", EXAMPLE.toString(), "--log", log().toString());
    return Run.of(
        Stream.of(Stream.of("run"), Stream.of(arguments), more)
            .flatMap(strings -> strings)
            .toArray(String[]::new));
  }

  private Path log() {
    return folder.resolve("log.jsonl");
  }

  private static Json.JsonObject json(String text) {
    try {
      return (Json.JsonObject) JsonReader.read(new Source("report", text));
    } catch (SyntaxException e) {
      throw new AssertionError(text, e);
    }
  }

  private static long number(Json.JsonObject object, String... path) {
    Json at = object;
    for (String name : path) {
      at = member((Json.JsonObject) at, name);
    }
    return ((Json.JsonInteger) at).value();
  }

  private static Stream<Json.JsonObject> objects(Json.JsonObject object, String name) {
    Json.JsonArray array = (Json.JsonArray) member(object, name);
    return array.elements().stream().map(Json.JsonObject.class::cast);
  }

  private static String text(Json.JsonObject object, String name) {
    return ((Json.JsonString) member(object, name)).value();
  }

  private static Json member(Json.JsonObject object, String name) {
    return Objects.requireNonNull(object.find(name), name);
  }

  /// Without what depends on the machine.
  private String fixed(String text) {
    return text.replace(EXAMPLE.toString(), "EXAMPLE")
        .replace(log().toString(), "LOG")
        .replaceAll("(?m)^  per decision .*$", "  per decision  TIMES")
        .replaceAll("(?m)^  whole run .*$", "  whole run     TIMES");
  }

  @Test
  void theReportOnTheSampleReadsAsReviewed() {
    Run run = run(SAMPLE.toString());
    assertThat(run.code()).isZero();
    Golden.check(
        SharedData.projectRoot().resolve("cli/src/test/golden/output/run-sample.txt"),
        fixed(run.out()));
  }

  @Test
  void accountsOfTheSampleBalance() throws IOException {
    Json.JsonObject report = json(run(SAMPLE.toString(), "--json").out());
    assertBalanced(report);
    assertThat(number(report, "intake", "lines")).isEqualTo(Files.readAllLines(SAMPLE).size());
    assertThat(number(report, "intake", "setAside")).isEqualTo(1);
  }

  private void assertBalanced(Json.JsonObject report) throws IOException {
    long attempts = number(report, "total", "attempts");
    assertThat(
            number(report, "total", "permitted")
                + number(report, "total", "denied")
                + number(report, "total", "unmapped")
                + number(report, "total", "unacceptable"))
        .isEqualTo(attempts);
    assertThat(number(report, "total", "unrecorded")).isZero();
    assertThat(number(report, "log", "records")).isEqualTo(attempts);
    for (String breakdown : List.of("agents", "tools", "tasks")) {
      assertThat(
              objects(report, breakdown).mapToLong(row -> number(row, "counts", "attempts")).sum())
          .isEqualTo(attempts);
    }
    try (Stream<String> lines = Files.lines(log())) {
      assertThat(lines.count()).isEqualTo(attempts);
    }
  }

  @Test
  void everyRecordIsDecidedAgainTheSame() throws IOException, SyntaxException {
    run(SAMPLE.toString());
    Bundle bundle = BundleReader.read(EXAMPLE);
    Snapshot snapshot = Snapshot.of(bundle);
    try (JsonLinesReader reader = JsonLinesReader.open(log())) {
      for (var line = reader.next(); line.isPresent(); line = reader.next()) {
        assertThat(line.get()).isInstanceOf(LogLine.Read.class);
        LogLine.Read read = (LogLine.Read) line.get();
        assertThat(Pdp.decide(read.record().inputs(), bundle, snapshot).canonical())
            .isEqualTo(read.record().decision().canonical());
      }
    }
  }

  @Test
  void realRunsAreDecidedWholeAndOnlyToolsOfOtherSuitesAreUnmapped() throws IOException {
    List<String> inputs = files("agents/runs", ".jsonl.gz");
    Run run = run(Stream.concat(inputs.stream(), Stream.of("--json")).toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    Json.JsonObject report = json(run.out());
    assertBalanced(report);
    assertThat(number(report, "total", "attempts")).isEqualTo(8_886);
    assertThat(number(report, "intake", "setAside")).isZero();
    assertThat(number(report, "intake", "remarks")).isEqualTo(2);
    Set<String> unmapped = new TreeSet<>();
    objects(report, "causes")
        .filter(cause -> text(cause, "code").equals("unmapped"))
        .forEach(cause -> unmapped.add(text(cause, "tool")));
    unmapped.retainAll(toolsOfSuites());
    assertThat(unmapped).as("tools of the suites without a rule").isEmpty();
    assertThat(objects(report, "causes").map(cause -> text(cause, "code")))
        .as("no forbid of the example errs")
        .doesNotContain("forbid-error");
  }

  private static List<String> files(String folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(SharedData.require(folder))) {
      return files.map(Path::toString).filter(name -> name.endsWith(ending)).sorted().toList();
    }
  }

  private static Set<String> toolsOfSuites() throws IOException {
    Set<String> tools = new TreeSet<>();
    for (String suite : files("agents/suites", ".json")) {
      objects(json(Files.readString(Path.of(suite))), "tools")
          .forEach(tool -> tools.add(text(tool, "name")));
    }
    assertThat(tools).hasSizeGreaterThan(60);
    return tools;
  }

  @Test
  void everyToolOfTheSuitesHasARule() throws IOException, SyntaxException {
    assertThat(BundleReader.read(EXAMPLE).manifest().mapping().tools().keySet())
        .containsAll(toolsOfSuites());
  }

  @Test
  void standardInputIsReadAndNamed() {
    Run run =
        Run.withInput(
            "nonsense\n", "run", "-", "--bundle", EXAMPLE.toString(), "--log", log().toString());
    assertThat(run.code()).as("nothing was asked").isEqualTo(1);
    assertThat(run.out()).contains("set aside <stdin>:1:1: unexpected `n`; write a value");
  }

  @Test
  void whatIsWrongBeforeTheRunIsReportedAtOnce() throws IOException {
    Path broken = Files.createDirectory(folder.resolve("broken"));
    Run missing = run(folder.resolve("a").toString(), folder.toString(), "-", "-");
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.err())
        .isEqualTo(
            folder.resolve("a")
                + ": no such file; check the path\n"
                + folder
                + ": is a folder; name a file in it\n"
                + "<stdin>: `-` is given twice; name a file for one of them\n");
    Run bundle = Run.of("run", SAMPLE.toString(), "--bundle", broken.toString());
    assertThat(bundle.code()).isEqualTo(1);
    assertThat(bundle.err()).contains("remit.yaml:1:1: no such file; add it to the bundle");
    Run log =
        Run.of(
            "run",
            SAMPLE.toString(),
            "--bundle",
            EXAMPLE.toString(),
            "--log",
            folder.resolve("no/log").toString());
    assertThat(log.code()).isEqualTo(1);
    assertThat(log.err()).contains("cannot be opened for appending");
  }

  @Test
  void aFileCutShortEndsTheRunWithAFaultAndTheReportOfWhatCameBefore() {
    byte[] whole =
        bytes(SharedData.require("agents/runs/agentdojo-gpt-4o-mini-2024-07-18.jsonl.gz"));
    Path cut = folder.resolve("cut.jsonl.gz");
    write(cut, Arrays.copyOf(whole, whole.length / 2));
    Run run = run(cut.toString(), SAMPLE.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("cut.jsonl.gz:").contains("cannot be read on");
    assertThat(run.out()).contains("read      2 files");
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theLogIsAppendedTo() throws IOException {
    run(SAMPLE.toString());
    long once = Files.readString(log(), StandardCharsets.UTF_8).lines().count();
    run(SAMPLE.toString());
    assertThat(Files.readString(log(), StandardCharsets.UTF_8).lines().count()).isEqualTo(2 * once);
  }
}
