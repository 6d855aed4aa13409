package dev.remit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.json.Json;
import dev.remit.server.ServerFault;
import dev.remit.testkit.SharedData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Data folders as earlier versions left them, kept in `cli/src/test/data-folders`, under the code
/// of today.
@Timeout(120)
final class KeptDataTest {
  private static final Path KEPT = SharedData.projectRoot().resolve("cli/src/test/data-folders");

  /// What this version writes.
  private static final String CURRENT = "first";

  @TempDir private Path folder;

  @Test
  void whatThisVersionWritesIsKept() throws Exception {
    Path current = KEPT.resolve(CURRENT);
    if (Boolean.getBoolean("keptdata.write")) {
      KeptData.write(current);
    }
    assertThat(current).isDirectory();
    long bytes = 0;
    try (Stream<Path> files = Files.walk(current)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    assertThat(bytes).isLessThan(300_000);
  }

  static List<String> versions() throws Exception {
    try (Stream<Path> folders = Files.list(KEPT)) {
      return folders
          .filter(Files::isDirectory)
          .map(path -> path.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  private Path copy(String version) throws Exception {
    Path from = KEPT.resolve(version);
    Path to = folder.resolve(version);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    // A version control keeps no empty folders.
    Files.createDirectories(to.resolve("data/log/cut"));
    return to;
  }

  private static String data(Path copy) {
    return copy.resolve("data").toString();
  }

  private static List<String> ids(Path copy, String outcome) throws Exception {
    return Files.readAllLines(copy.resolve(KeptData.DECISIONS)).stream()
        .map(line -> line.split(",", -1))
        .filter(columns -> columns[3].equals("decision") && columns[5].equals(outcome))
        .map(columns -> columns[1])
        .toList();
  }

  /// Of those whose inputs can be decrypted: the keys of `ben` are gone.
  private static List<String> idsOfAda(Path copy) throws Exception {
    return Files.readAllLines(copy.resolve(KeptData.DECISIONS)).stream()
        .map(line -> line.split(",", -1))
        .filter(columns -> columns[3].equals("decision") && columns[7].equals("ada"))
        .map(columns -> columns[1])
        .toList();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void itIsReadVerifiedShownAndReplayed(String version) throws Exception {
    Path copy = copy(version);
    assertThat(KeptData.ran("log", "sql", "--data", data(copy), "--csv", KeptData.COLUMNS))
        .isEqualTo(Files.readString(copy.resolve(KeptData.DECISIONS)));
    assertThat(ids(copy, "permit")).isNotEmpty();
    assertThat(ids(copy, "deny")).isNotEmpty();
    assertThat(KeptData.ran("log", "verify", "--data", data(copy))).contains("tombstone");
    List<String> ids = idsOfAda(copy);
    assertThat(ids).hasSizeGreaterThan(2);
    for (String id : ids) {
      assertThat(KeptData.ran("log", "show", "--data", data(copy), id)).contains("4000-ada");
      assertThat(KeptData.ran("log", "replay", "--data", data(copy), id)).contains("1 the same");
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void itServesWithItsCallersItsBundleAndItsEntities(String version) throws Exception {
    Path copy = copy(version);
    List<String> tokens = Files.readAllLines(copy.resolve(KeptData.TOKENS));
    String administrator = tokens.getFirst();
    String pep = tokens.getLast();
    try (KeptService service = KeptService.start(copy, Clock.systemUTC())) {
      assertThat(service.told()).noneMatch(line -> line.contains("administrator token"));
      assertThat(KeptData.text(service.get(administrator, "/v1/bundles"), "active", "origin"))
          .isEqualTo("upload");
      assertThat(KeptData.member(service.get(administrator, "/v1/entities"), "version", "sequence"))
          .isEqualTo(Json.integer(4));
      assertThat(KeptData.member(KeptData.ask(service, pep, "ada", "refund"), "decision"))
          .isEqualTo(Json.bool(true));
      assertThat(KeptData.member(KeptData.ask(service, pep, "ben", "refund"), "decision"))
          .isEqualTo(Json.bool(false));
      String id = idsOfAda(copy).getFirst();
      KeptData.done(service.get(administrator, "/v1/decisions/" + id));
      assertThat(
              KeptData.member(
                  service.post(administrator, "/v1/decisions/" + id + "/replay", ""), "same"))
          .isEqualTo(Json.bool(true));
    }
    KeptData.ran("log", "verify", "--data", data(copy));
    assertThat(KeptData.ran("log", "sql", "--data", data(copy), "--csv", KeptData.COLUMNS))
        .startsWith(Files.readString(copy.resolve(KeptData.DECISIONS)));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void itForgetsRetainsBacksUpAndRestores(String version) throws Exception {
    Path copy = copy(version);
    String id = idsOfAda(copy).getLast();
    KeptData.ran("log", "forget", "--data", data(copy), "--principal", "User::\"ada\"", "--yes");
    assertThat(KeptData.ran("log", "show", "--data", data(copy), id)).doesNotContain("4000-ada");
    assertThat(KeptData.ran("log", "retain", "--data", data(copy), "--max-size", "1B"))
        .contains("removed records");
    KeptData.ran("log", "verify", "--data", data(copy));
    String backup = folder.resolve("backup").toString();
    Path restored = folder.resolve("restored");
    KeptData.ran("backup", "--data", data(copy), "--to", backup);
    assertThat(KeptData.ran("restore", "--from", backup, "--data", restored.toString()))
        .contains("callers   as of then");
    KeptData.ran("log", "verify", "--data", restored.toString());
    assertThat(restored.resolve("access/callers.json")).exists();
    assertThat(restored.resolve("service/active-bundle.json")).exists();
    assertThat(restored.resolve("keys")).doesNotExist();
  }

  private void assertRefused(Path copy, String message) {
    assertThatThrownBy(() -> KeptService.start(copy, Clock.systemUTC()).close())
        .isInstanceOf(ServerFault.class)
        .hasMessageContaining(message);
  }

  @Test
  void oneOfANewerFormatIsRefusedByAll() throws Exception {
    Path copy = copy(CURRENT);
    Files.writeString(copy.resolve("data/format"), "2\n");
    String refused = "holds data of format `2`, and this remit knows `1`; use the remit that wrote";
    assertRefused(copy, refused);
    for (List<String> command :
        List.of(
            List.of("log", "verify"),
            List.of("log", "query"),
            List.of("log", "retain", "--max-size", "1B"),
            List.of("log", "forget", "--user", "x"),
            List.of("backup", "--to", folder.resolve("backup").toString()),
            List.of("access", "reset"))) {
      Run run =
          Run.of(
              Stream.concat(command.stream(), Stream.of("--data", data(copy)))
                  .toArray(String[]::new));
      assertThat(run.code()).as(run.transcript()).isEqualTo(1);
      assertThat(run.err()).contains(refused);
    }
  }

  private static void change(Path file, UnaryOperator<String> change) throws Exception {
    String before = Files.readString(file, StandardCharsets.ISO_8859_1);
    String after = change.apply(before);
    assertThat(after).isNotEqualTo(before);
    Files.writeString(file, after, StandardCharsets.ISO_8859_1);
  }

  @Test
  void callersOfANewerVersionAreNotMisread() throws Exception {
    Path copy = copy(CURRENT);
    change(
        copy.resolve("data/access/callers.json"),
        text -> {
          String json =
              text.lines().findFirst().orElseThrow().replace("\"version\":1", "\"version\":2");
          return json + "\n" + sha256(json) + "\n";
        });
    assertRefused(copy, "access/callers.json is of version 2, which is not known here");
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aChoiceOfANewerVersionIsNotMisread() throws Exception {
    Path copy = copy(CURRENT);
    change(
        copy.resolve("data/service/active-bundle.json"),
        text -> text.replace("\"version\":1", "\"version\":2"));
    assertRefused(copy, "service/active-bundle.json is of version 2, which is not known here");
  }

  @Test
  void keysAndTombstonesOfANewerVersionAreNamed() throws Exception {
    Path copy = copy(CURRENT);
    String id = idsOfAda(copy).getFirst();
    try (Stream<Path> keys = Files.list(copy.resolve("data/keys"))) {
      for (Path key : keys.filter(file -> file.toString().endsWith(".key")).toList()) {
        change(key, text -> text.replace("\"v\":1", "\"v\":2"));
      }
    }
    Run shown = Run.of("log", "show", "--data", data(copy), id);
    assertThat(shown.transcript()).contains("of version 2, which is not known here");
    try (Stream<Path> tombstones = Files.list(copy.resolve("data/log/tombstones"))) {
      for (Path tombstone : tombstones.toList()) {
        change(tombstone, text -> text.replaceFirst("\"format\": ?1", "\"format\":2"));
      }
    }
    Run verified = Run.of("log", "verify", "--data", data(copy));
    assertThat(verified.code()).isEqualTo(1);
    assertThat(verified.transcript()).contains("the format of a tombstone");
  }
}
