package dev.remit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.store.data.DataFolder;
import dev.remit.testkit.Golden;
import dev.remit.testkit.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `remit import`, on the shipped sample.
final class ImportTest {
  private static final Path EXAMPLE =
      SharedData.projectRoot().resolve("examples/cloudtrail/2026-03-02.json");

  @TempDir private Path folder;

  private Run run(String... arguments) {
    return Run.of(arguments(arguments));
  }

  private String[] arguments(String... arguments) {
    return Stream.concat(
            Stream.concat(Stream.of("import"), Stream.of(arguments)),
            Stream.of("--data", data().toString()))
        .toArray(String[]::new);
  }

  private Path data() {
    return folder.resolve("data");
  }

  @Test
  void aFolderIsImportedAndASecondTimeChangesNothing() throws IOException {
    Path trail = Files.createDirectories(folder.resolve("trail/2026/03"));
    Files.copy(EXAMPLE, trail.resolve("02.json"));
    Files.writeString(trail.resolve(".unfinished"), "{");
    Run first = run("cloudtrail", folder.resolve("trail").toString());
    Path golden = SharedData.projectRoot().resolve("cli/src/test/golden/output/import.txt");
    Golden.check(golden, first.transcript().replace(data().toString(), "DATA"));
    Run second = run("cloudtrail", folder.resolve("trail").toString(), "--json");
    assertThat(second.code()).isZero();
    assertThat(second.out()).contains("\"events\": 0").contains("\"known\": 13");
  }

  @Test
  void gzipAndStandardInputHoldTheSameEvents() throws IOException {
    Path gzip = folder.resolve("trail.json.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      out.write(Files.readAllBytes(EXAMPLE));
    }
    assertThat(run("cloudtrail", gzip.toString(), "--json").out()).contains("\"events\": 13");
    Run streamed =
        Run.withInput(
            Files.readString(EXAMPLE, StandardCharsets.UTF_8),
            arguments("cloudtrail", "-", "--json"));
    assertThat(streamed.out()).contains("\"events\": 0").contains("\"known\": 13");
  }

  @Test
  void afterARestoreNothingIsTakenInTwice() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.json"), "{\"eventID\":\"e\"}\n");
    assertThat(run("cloudtrail", EXAMPLE.toString(), broken.toString()).code()).isZero();
    String backup = folder.resolve("backup").toString();
    Path restored = folder.resolve("restored");
    assertThat(Run.of("backup", "--data", data().toString(), "--to", backup).code()).isZero();
    assertThat(Run.of("restore", "--from", backup, "--data", restored.toString()).code()).isZero();
    Run again =
        Run.of(
            "import",
            "cloudtrail",
            EXAMPLE.toString(),
            broken.toString(),
            "--data",
            restored.toString(),
            "--json");
    assertThat(again.out()).contains("\"events\": 0").contains("\"known\": 14");
    String aside = "imports-aside/cloudtrail.jsonl";
    assertThat(restored.resolve(aside)).hasSameTextualContentAs(data().resolve(aside));
  }

  @Test
  void whatIsSetAsideIsToldAndFailsWhereItIsTooMuch() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.json"), "{\"eventID\":\"e\"}\n");
    Run tolerant = run("cloudtrail", broken.toString());
    assertThat(tolerant.code()).isZero();
    assertThat(tolerant.err())
        .contains("1 event set aside; " + data().resolve("imports-aside/cloudtrail.jsonl"));
    Path other = Files.writeString(folder.resolve("other.json"), "{\"eventID\":\"f\"}\n");
    assertThat(run("cloudtrail", other.toString(), "--bad-max", "1").code()).isZero();
    Path third = Files.writeString(folder.resolve("third.json"), "{\"eventID\":\"g\"}\n");
    assertThat(run("cloudtrail", third.toString(), "--bad-max", "0").code()).isEqualTo(1);
    assertThat(Files.readString(data().resolve("imports-aside/cloudtrail.jsonl")))
        .contains("third.json")
        .contains("lacks `eventTime`, `eventSource`, `eventName`");
  }

  @Test
  void aFolderThatAProcessOwnsIsLeftAlone() throws Exception {
    try (DataFolder _ = DataFolder.own(data())) {
      Run run = run("cloudtrail", EXAMPLE.toString());
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err())
          .contains("process " + ProcessHandle.current().pid() + " owns this data; stop it");
    }
  }

  @Test
  void everyMistakeOfTheLineIsTold() {
    assertThat(run("cloudtrial", EXAMPLE.toString()).err())
        .contains("`cloudtrial` is no kind of log; name one of")
        .contains("cloudtrail");
    Run missing = run("cloudtrail", "no-such-file", "nor-this", "-", "-");
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.err())
        .contains("no-such-file: no such file; check the path")
        .contains("nor-this: no such file; check the path")
        .contains("`-` is given twice");
    assertThat(run("cloudtrail", EXAMPLE.toString(), "--tenant", "No").err())
        .contains("--tenant: `No` is no name");
  }

  @Test
  void aFileThatBreaksOffIsToldAndTheOthersGoOn() throws IOException {
    Path gzip = folder.resolve("a.json.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      out.write(Files.readAllBytes(EXAMPLE));
    }
    byte[] whole = Files.readAllBytes(gzip);
    Files.write(gzip, Arrays.copyOf(whole, whole.length - 9));
    Run run = run("cloudtrail", gzip.toString(), EXAMPLE.toString(), "--json");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("a.json.gz:").contains("cannot be read");
    assertThat(run.out()).contains("\"denied\": 4");
  }
}
