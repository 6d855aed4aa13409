package dev.remit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.store.data.DataFolder;
import dev.remit.store.log.LogReader;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import dev.remit.testkit.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sample, run into a data folder, and what the commands say of its log.
final class LogCommandsTest {
  private static final Path EXAMPLE = SharedData.projectRoot().resolve("examples/agents");

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void runTheSample() {
    assertThat(run().code()).isZero();
  }

  private Run run() {
    return Run.of(
        "run",
        EXAMPLE.resolve("sample.jsonl").toString(),
        "--bundle",
        EXAMPLE.toString(),
        "--data",
        data());
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private Run log(String... arguments) {
    List<String> line = new ArrayList<>(List.of("log"));
    line.addAll(List.of(arguments));
    line.addAll(List.of("--data", data()));
    return Run.of(line.toArray(String[]::new));
  }

  private List<Row> rows() throws Exception {
    List<Row> rows = new ArrayList<>();
    try (DataFolder data = DataFolder.read(Path.of(data()))) {
      new LogReader(data.log()).visit(1, rows::add);
    }
    return rows;
  }

  private String firstWith(String reason) throws Exception {
    return rows().stream()
        .filter(row -> row.text(Column.REASON).equals(reason))
        .findFirst()
        .orElseThrow()
        .uuid(Column.ID)
        .toString();
  }

  @Test
  void aRunIsInTheLogWhole() throws Exception {
    assertThat(rows()).hasSize(49);
    assertThat(run().code()).isZero();
    assertThat(rows()).hasSize(98);
  }

  @Test
  void everyDecisionIsTakenAgainTheSame() {
    Run replay = log("replay");
    assertThat(replay.out()).startsWith("49 taken again: 49 the same, ");
    assertThat(replay.code()).isZero();
  }

  @Test
  void anotherBundleAnswersForTheSameRequests() throws IOException {
    Path other = copyOfTheExample();
    Files.writeString(
        other.resolve("policies/closed.cedar"),
        "@id(\"closed\") forbid (principal, action, resource);\n");
    Run replay = log("replay", "--bundle", other.toString());
    assertThat(replay.out()).contains("33 from permit to deny, 0 from deny to permit");
    assertThat(replay.code()).isEqualTo(2);
  }

  @Test
  void aReplayTakesWhatTheFiltersSelectAndNothingElse() throws Exception {
    Row one = rows().get(20);
    assertTaken(row -> row.text(Column.OUTCOME).equals("deny"), "--outcome", "deny");
    assertTaken(row -> row.text(Column.REASON).equals("no-permit"), "--reason", "no-permit");
    assertTaken(same(one, Column.PRINCIPAL_ID), "--principal", one.text(Column.PRINCIPAL_ID));
    assertTaken(same(one, Column.ACTION_ID), "--action", one.text(Column.ACTION_ID));
    assertTaken(same(one, Column.RESOURCE_ID), "--resource", one.text(Column.RESOURCE_ID));
    assertTaken(same(one, Column.TASK), "--task", one.text(Column.TASK));
    assertTaken(row -> true, "--point", one.text(Column.POINT));
    assertTaken(row -> true, "--since", "2020-01-01");
    assertTaken(row -> false, "--until", "2020-01-01");
    assertTaken(
        row ->
            row.text(Column.OUTCOME).equals("deny")
                && row.whole(Column.SEQUENCE) >= 10
                && row.whole(Column.SEQUENCE) <= 40,
        "--outcome",
        "deny",
        "--from",
        "10",
        "--to",
        "40");
    assertTaken(row -> row.whole(Column.SEQUENCE) >= 45, "--from", "45");
    assertTaken(row -> row.whole(Column.SEQUENCE) == 7, "--from", "7", "--to", "7");
  }

  private static Predicate<Row> same(Row one, Column column) {
    return row -> one.text(column).equals(row.find(column));
  }

  private void assertTaken(Predicate<Row> selected, String... filter) throws Exception {
    long count = rows().stream().filter(selected).count();
    List<String> line = new ArrayList<>(List.of("replay"));
    line.addAll(List.of(filter));
    Run replay = log(line.toArray(String[]::new));
    assertThat(replay.out())
        .as(line.toString())
        .startsWith(count + " taken again: " + count + " the same, ");
    assertThat(replay.code()).isEqualTo(count == 0 ? 1 : 0);
  }

  private Path copyOfTheExample() throws IOException {
    Path copy = folder.resolve("other");
    try (Stream<Path> files = Files.walk(EXAMPLE)) {
      for (Path file : files.toList()) {
        Path target = copy.resolve(EXAMPLE.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    return copy;
  }

  @Test
  void aDecisionWhoseBundleIsGoneSaysSo() throws Exception {
    try (Stream<Path> bundles = Files.list(Path.of(data(), "bundles"))) {
      for (Path bundle : bundles.toList()) {
        Files.delete(bundle);
      }
    }
    String id = firstWith("forbidden");
    Run replay = log("replay", id);
    assertThat(replay.out()).contains(id + "  not possible: bundle sha256:");
    assertThat(replay.code()).isEqualTo(1);
    Run show = log("show", id);
    assertThat(show.out()).contains("cannot be said any more: bundle sha256:");
    assertThat(show.code()).isZero();
  }

  @Test
  void aDenialIsShownWithItsClause() throws Exception {
    Run show = log("show", firstWith("forbidden"));
    assertThat(show.out())
        .contains("outcome     deny")
        .contains("(asserted)")
        .contains("deny: `no-tracks-hidden` forbids, because ");
  }

  @Test
  void whatNoPolicyWasAskedSaysWhy() throws Exception {
    assertThat(log("show", firstWith("unmapped")).out())
        .contains("no policy was asked: the mapping has no rule for the tool");
  }

  @Test
  void anUnknownIdIsAFault() {
    Run show = log("show", "019aa9a5-d2f4-7c58-9f3e-9b8f6c3f5f10");
    assertThat(show.err()).contains("holds no decision 019aa9a5").contains("check the id");
    assertThat(show.code()).isEqualTo(1);
  }

  @Test
  void anUntouchedLogVerifiesAndMatchesItsHead() {
    Run head = log("head");
    Run verify = log("verify", "--anchor", head.out().strip());
    assertThat(verify.out())
        .contains("49 records checked, from 1 on; each is as it was written")
        .contains("anchored  1 head from outside matched");
    assertThat(verify.code()).isZero();
    assertThat(log("verify").out()).contains("not shown that nothing was cut off the end");
  }

  @Test
  void aChangedLogDoesNotVerify() throws IOException {
    Path segment;
    try (Stream<Path> files = Files.list(Path.of(data(), "log", "segments"))) {
      segment = files.findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(segment);
    bytes[bytes.length / 2] ^= 1;
    Files.write(segment, bytes);
    Run verify = log("verify");
    assertThat(verify.out()).contains("cannot be read: it has a frame whose checksum is wrong");
    assertThat(verify.code()).isEqualTo(2);
  }

  @Test
  void anOwnedFolderIsRefusedToASecondWriter() throws Exception {
    try (DataFolder owner = DataFolder.own(Path.of(data()))) {
      Run second = run();
      assertThat(second.err())
          .contains("data: process " + ProcessHandle.current().pid() + " owns this data; stop it");
      assertThat(second.code()).isEqualTo(1);
      assertThat(log("verify").code()).isZero();
      assertThat(owner.path()).exists();
    }
  }

  @Test
  void aSignedHeadIsAskedForItsSignature() throws IOException {
    Path key = folder.resolve("key.pem");
    assertThat(Run.of("log", "key", "--out", key.toString()).out()).contains("key.pem.pub");
    Path heads = folder.resolve("heads.txt");
    Files.writeString(heads, log("head", "--key", key.toString()).out());
    Run verify = log("verify", "--anchor", heads.toString(), "--public-key", key + ".pub");
    assertThat(verify.out()).contains("anchored  1 head from outside matched");
    assertThat(verify.code()).isZero();
    String bare = log("head").out().strip();
    assertThat(log("verify", "--anchor", bare, "--public-key", key + ".pub").err())
        .contains("head 49 is not signed; give what `remit log head --key` printed");
    Files.writeString(heads, Files.readString(heads).replace("@49:", "@48:"));
    Run wrong = log("verify", "--anchor", heads.toString(), "--public-key", key + ".pub");
    assertThat(wrong.err()).contains("heads.txt: head 48 has a wrong signature; check");
    assertThat(wrong.code()).isEqualTo(1);
  }

  @Test
  void aKeyInTheDataFolderSignsNothing() {
    Path key = Path.of(data(), "key.pem");
    Run.of("log", "key", "--out", key.toString());
    assertThat(log("head", "--key", key.toString()).err())
        .contains("key.pem: is in the data folder that it signs for; keep the key");
  }

  @Test
  void retainingLeavesWhatIsWithinTheLimits() {
    assertThat(log("retain", "--max-age", "1d").out()).isEqualTo("nothing to remove\n");
    assertThat(log("retain", "--max-age", "1d", "--json").out()).contains("\"tombstones\": []");
    assertThat(log("retain").err()).contains("no limit is given; add `--max-age` or `--max-size`");
    assertThat(log("retain", "--max-age", "1").err()).contains("--max-age: `1` is no age; write");
    assertThat(log("retain", "--max-size", "5Gb").err()).contains("`5Gb` is no size; write a");
    assertThat(log("retain", "--max-size", "99999999TB").err()).contains("is too large; write");
    assertThat(log("replay").code()).isZero();
  }

  @Test
  void aBackupComesBackAndIsTakenAgain() throws IOException {
    String place = folder.resolve("backup").toString();
    String restored = folder.resolve("restored").toString();
    String head = log("head").out().strip();
    Run backup = Run.of("backup", "--data", data(), "--to", place);
    assertThat(backup.out()).contains("holds     3 files, ").contains("head      " + head);
    assertThat(Run.of("backup", "--data", data(), "--to", place, "--json").out())
        .contains("\"copiedFiles\": 0");
    String[] restore = {"restore", "--from", place, "--data", restored, "--anchor", head};
    assertThat(Run.of(restore).out()).startsWith("restored  3 files, ").contains(head);
    assertThat(Run.of("log", "replay", "--data", restored).out())
        .startsWith("49 taken again: 49 the same, ");
    assertThat(Run.of(restore).err()).contains("restored: is there already and not empty; name");
    assertThat(folder.resolve("restored.restoring")).doesNotExist();
  }

  @Test
  void whatIsSensitiveIsInNoFile() throws IOException {
    Path bundle = copyOfTheExample();
    Path manifest = bundle.resolve("remit.yaml");
    Files.writeString(
        manifest,
        Files.readString(manifest) + "\nsensitive:\n  mask: [arguments.*.pin, subject.pin]\n");
    Path input = folder.resolve("secrets.jsonl");
    Files.writeString(
        input,
        """
        {"pipeline_name":"p","messages":[{"role":"assistant","tool_calls":[{"function":"other",\
        "args":{"a":{"pin":"s3cret"},"headers":{"Authorization":"Bearer s3cret"}}}]}]}
        {"subject":{"type":"User","id":"u","properties":{"pin":"s3cret"}},\
        "action":{"name":"look"},"resource":{"type":"File","id":"f"},\
        "context":{"cookie":"s3cret"}}
        """);
    Path kept = folder.resolve("kept");
    Run run =
        Run.of("run", input.toString(), "--bundle", bundle.toString(), "--data", kept.toString());
    assertThat(run.err()).isEmpty();
    Path backup = folder.resolve("backup");
    Run.of("backup", "--data", kept.toString(), "--to", backup.toString());
    int marked = 0;
    for (Path place : List.of(kept, backup)) {
      try (Stream<Path> files = Files.walk(place)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
          assertThat(bytes).as(file.toString()).doesNotContain("s3cret");
          marked += bytes.contains("[masked]") ? 1 : 0;
        }
      }
    }
    assertThat(marked).isEqualTo(2);
    assertThat(Run.of("log", "replay", "--data", kept.toString()).out()).startsWith("2 taken");
  }

  @Test
  void aBackupThatDoesNotVerifyIsNotPutInPlace() {
    String place = folder.resolve("backup").toString();
    Path restored = folder.resolve("restored");
    Run.of("backup", "--data", data(), "--to", place);
    String other = log("head").out().strip().replace("@49:", "@50:");
    Run run = Run.of("restore", "--from", place, "--data", restored.toString(), "--anchor", other);
    assertThat(run.err()).contains("backup: its log does not verify (record 50 are gone");
    assertThat(run.code()).isEqualTo(1);
    assertThat(restored).doesNotExist();
    assertThat(folder.resolve("restored.restoring")).doesNotExist();
    assertThat(Run.of("backup", "--data", data(), "--to", data() + "/log/x").err())
        .contains("is in the data folder itself; name a folder outside of it");
  }

  @Test
  void whatAnotherRestoreLeftIsNamedAndLeftAlone() throws IOException {
    String place = folder.resolve("backup").toString();
    Path other = Files.createDirectory(folder.resolve("restored.restoring"));
    Files.writeString(other.resolve("half"), "half");
    Run.of("backup", "--data", data(), "--to", place);
    String restored = folder.resolve("restored").toString();
    Run run = Run.of("restore", "--from", place, "--data", restored);
    assertThat(run.err())
        .isEqualTo(
            other
                + ": is there from an earlier restore, which was cut short or still runs; remove it"
                + " once none runs, then try again\n");
    assertThat(run.code()).isEqualTo(1);
    assertThat(other.resolve("half")).exists();
  }

  @Test
  void aFolderThatIsNotThereIsAFault() {
    Run verify = Run.of("log", "verify", "--data", folder.resolve("none").toString());
    assertThat(verify.err()).contains("none: no such folder; name the one that `--data` named");
    assertThat(verify.code()).isEqualTo(1);
  }
}
