package dev.remit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.store.data.DataFault;
import dev.remit.store.data.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `remit log forget`, and what other commands make of fields whose keys are there or gone.
final class ForgetTest {
  private static final List<String> REQUESTS =
      List.of(
          request("emma", "SECRET-1", "look"),
          request("emma", "SECRET-2", "look"),
          request("finn", "SECRET-3", "look"),
          request("finn", "SECRET-4", "alter"));

  @TempDir Path folder = Path.of("");

  private static String request(String user, String card, String action) {
    return "{\"subject\":{\"type\":\"User\",\"id\":\""
        + user
        + "\",\"properties\":{\"pin\":\"MASKED\"}},\"action\":{\"name\":\""
        + action
        + "\"},\"resource\":{\"type\":\"File\",\"id\":\"f\"},\"context\":{\"card\":\""
        + card
        + "\",\"note\":\"PLAIN\",\"headers\":{\"Authorization\":\"MASKED\"}}}";
  }

  @BeforeEach
  void run() {
    try {
      Files.createDirectories(bundle().resolve("policies"));
      Files.writeString(
          bundle().resolve("remit.yaml"),
          """
          name: cards
          owner: team@shop.example
          sensitive: {mask: [subject.pin], encrypt: [context.card]}
          """);
      Files.writeString(
          bundle().resolve("schema.cedarschema"),
          """
          entity User, File;
          action look, alter appliesTo { principal: User, resource: File };
          """);
      Files.writeString(
          bundle().resolve("policies/all.cedar"),
          """
          @id("clear") permit(principal, action == Action::"look", resource)
            when { context.card like "SECRET-*" };
          """);
      Files.writeString(work(), String.join("\n", REQUESTS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Run run = Run.of("run", work().toString(), "--bundle", bundle().toString(), "--data", data());
    assertThat(run.code()).as(run.err()).isZero();
  }

  private Path bundle() {
    return folder.resolve("bundle");
  }

  private Path work() {
    return folder.resolve("work.jsonl");
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private static Run logOf(String data, String... arguments) {
    List<String> line = new ArrayList<>(List.of("log"));
    line.addAll(List.of(arguments));
    line.addAll(List.of("--data", data));
    return Run.of(line.toArray(String[]::new));
  }

  private Run log(String... arguments) {
    return logOf(data(), arguments);
  }

  private String id(String principal) {
    Run run =
        log(
            "sql",
            "--csv",
            "SELECT id FROM decisions WHERE principal_id = '" + principal + "' ORDER BY sequence");
    return run.out().lines().skip(1).findFirst().orElseThrow();
  }

  private static String contents(Path folder) throws IOException {
    StringBuilder contents = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return contents.toString();
  }

  @Test
  void aRunKeepsNoSecretAndIsReplayedExactlyWhileItsKeysAreThere() throws IOException {
    assertThat(contents(Path.of(data()))).contains("PLAIN").doesNotContain("SECRET", "MASKED");
    Run replay = log("replay");
    assertThat(replay.out()).contains("4 taken again: 4 the same");
    assertThat(replay.code()).isZero();
    assertThat(log("query", "--json").out()).contains("[encrypted]").doesNotContain("SECRET");
    Run show = log("show", id("emma"));
    assertThat(show.out()).contains("SECRET-1").contains("clear").doesNotContain("encrypted");
    assertThat(log("show", id("emma"), "--json").out())
        .contains("SECRET-1")
        .doesNotContain("encrypted");
  }

  @Test
  void onceAKeyIsDestroyedReplayAndShowSayWhichInputIsGone() {
    String emma = id("emma");
    Run forget = log("forget", "--principal", "User::\"emma\"", "--yes");
    assertThat(forget.out()).contains("User::\"emma\"").contains("destroyed 1 key\n");
    Run replay = log("replay");
    assertThat(replay.out())
        .containsPattern("not possible: `context.card`: its key was destroyed on 20.*Z by `")
        .contains("4 taken again: 2 the same, 0 from permit to deny")
        .contains("2 not possible");
    assertThat(replay.code()).isEqualTo(1);
    assertThat(log("replay", "--bundle", bundle().toString()).out()).contains("2 not possible");
    Run show = log("show", emma);
    assertThat(show.code()).isZero();
    assertThat(show.out())
        .contains("\"card\":\"[encrypted]\"")
        .containsPattern("cannot be said any more: `context.card`: its key was destroyed on 20")
        .doesNotContain("SECRET");
    assertThat(log("show", emma, "--json").out())
        .containsPattern("\"missing\": \"`context.card`: its key was destroyed on");
    assertThat(log("show", id("finn")).out()).contains("SECRET-3");
    Run verify = log("verify");
    assertThat(verify.code()).as(verify.out()).isZero();
    assertThat(log("forget", "--principal", "emma").out()).isEqualTo("no key matches\n");
  }

  @Test
  void whoeverIsForgottenMayComeBackUnderANewKey() {
    log("forget", "--principal", "emma", "--yes");
    Run.of("run", work().toString(), "--bundle", bundle().toString(), "--data", data());
    assertThat(log("replay").out())
        .contains("8 taken again: 6 the same")
        .contains("2 not possible");
    assertThat(log("forget", "--principal", "emma").out()).containsPattern("\\.2\n");
  }

  @Test
  void withoutYesKeysAreOnlyListed() {
    Run listed = log("forget", "--before", "9999-01-01");
    assertThat(listed.code()).isZero();
    assertThat(listed.out())
        .startsWith("month    principal     user  tenant   key\n")
        .containsSubsequence("User::\"emma\"", "User::\"finn\"")
        .endsWith("would destroy 2 keys; add `--yes` to do it\n");
    assertThat(log("replay").out()).contains("4 taken again: 4 the same");
    assertThat(log("forget", "--before", "2001-01-01", "--yes").out())
        .isEqualTo("no key matches\n");
    assertThat(log("forget", "--tenant", "default", "--user", "emma").out())
        .isEqualTo("no key matches\n");
    assertThat(log("forget", "--principal", "User::\"finn\"", "--json").out())
        .contains("\"destroyed\": false")
        .contains("\"tenant\": \"default\"")
        .containsPattern("\"principal\": \\{\\s*\"type\": \"User\",\\s*\"id\": \"finn\"\\s*\\}")
        .doesNotContain("emma");
  }

  @Test
  void whatToForgetMustBeSaid() {
    assertThat(log("forget", "--yes").err())
        .contains("remit log forget: it is not said what to forget; add `--principal`");
    assertThat(log("forget", "--before", "soon").err())
        .contains("--before: `soon` is no time; write 2026-01-01");
    assertThat(log("forget", "--principal", "User::\"x").err()).contains("is no entity");
    assertThat(logOf(folder.resolve("none").toString(), "forget", "--user", "x", "--yes").err())
        .contains("no such folder");
  }

  @Test
  void nothingIsDestroyedBesideAWriter() throws DataFault {
    try (DataFolder _ = DataFolder.own(Path.of(data()))) {
      assertThat(log("forget", "--principal", "emma").code()).isZero();
      Run forget = log("forget", "--principal", "emma", "--yes");
      assertThat(forget.code()).isEqualTo(1);
      assertThat(forget.err()).contains("owns this data");
    }
  }

  @Test
  void aDamagedKeyIsNamedAndGoesByItsMonthAlone() throws IOException {
    Path file;
    try (Stream<Path> files = Files.list(Path.of(data(), "keys"))) {
      file = files.sorted().findFirst().orElseThrow();
    }
    Files.writeString(file, "{}");
    Run forget = log("forget", "--principal", "emma");
    assertThat(forget.err()).contains("is damaged (").contains("`--before` alone destroys it");
    assertThat(log("replay").out()).contains("is damaged (").contains("2 not possible");
    assertThat(log("forget", "--before", "9999-01-01", "--yes").out())
        .contains("(damaged)")
        .endsWith("destroyed 2 keys\n");
    assertThat(log("replay").out()).contains("4 not possible");
  }

  @Test
  void aPlainFileIsNoPlaceForWhatIsToBeEncrypted() {
    Path file = folder.resolve("lines.jsonl");
    Run run =
        Run.of("run", work().toString(), "--bundle", bundle().toString(), "--log", file.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains(": a plain file has no keys, and the bundle has fields to encrypt;");
    assertThat(file).doesNotExist();
  }

  @Test
  void aRestoredFolderSaysThatItsKeysAreElsewhereAndReadsThemOnceTheyAreBack() throws IOException {
    String place = folder.resolve("backup").toString();
    Path restored = folder.resolve("restored");
    assertThat(Run.of("backup", "--data", data(), "--to", place).code()).isZero();
    Run restore = Run.of("restore", "--from", place, "--data", restored.toString());
    assertThat(restore.out()).contains("keys      none, for a backup has none; bring `keys/` back");
    assertThat(logOf(restored.toString(), "replay").out())
        .contains("`context.card`: its key ")
        .contains("is not in `keys/`; bring that folder back from where it is kept")
        .contains("4 not possible");
    Files.createDirectory(restored.resolve("keys"));
    try (Stream<Path> files = Files.list(Path.of(data(), "keys"))) {
      for (Path file : files.toList()) {
        Files.copy(file, restored.resolve("keys").resolve(file.getFileName().toString()));
      }
    }
    assertThat(logOf(restored.toString(), "replay").out()).contains("4 taken again: 4 the same");
  }
}
