package dev.remit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.testkit.Golden;
import dev.remit.testkit.SharedData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What `authorize` and `explain` print of the same requests, for people and for programs.
final class OutputTest {
  private static final String PHOTOS = "../examples/photos/";
  private static final Path GOLDEN = SharedData.projectRoot().resolve("cli/src/test/golden/output");

  private static Run run(String command, String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(command, "--policies", PHOTOS + "photos.cedar"));
    arguments.addAll(List.of("--links", PHOTOS + "links.json"));
    arguments.addAll(List.of("--entities", PHOTOS + "entities.json"));
    arguments.addAll(List.of(more));
    return Run.of(arguments.toArray(String[]::new));
  }

  private static Run many(String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of("--requests", PHOTOS + "requests.jsonl"));
    arguments.addAll(List.of(more));
    return run(command, arguments.toArray(String[]::new));
  }

  private static Run one(String command, String principal, String action, String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--principal", "User::\"" + principal + "\""));
    arguments.addAll(List.of("--action", "Action::\"" + action + "\""));
    arguments.addAll(List.of("--resource", "Photo::\"cat\""));
    arguments.addAll(List.of(more));
    return run(command, arguments.toArray(String[]::new));
  }

  @Test
  void manyRequestsAreAnsweredOneALine() {
    Run run = many("authorize");
    assertThat(run.out().lines()).hasSize(8);
    Golden.check(GOLDEN.resolve("authorize-many.txt"), run.transcript());
  }

  @Test
  void explanationsReadWell() {
    Golden.check(GOLDEN.resolve("explain.txt"), many("explain").transcript());
  }

  @Test
  void explanationsAreJsonLines() {
    Run run = many("explain", "--json");
    assertThat(run.out().lines()).hasSize(8).allMatch(line -> line.startsWith("{\"decision\":"));
    Golden.check(GOLDEN.resolve("explain-json.txt"), run.transcript());
  }

  @Test
  void anErrorIsShownBesideTheDecision() {
    Golden.check(
        GOLDEN.resolve("authorize-error.txt"), one("authorize", "ann", "share").transcript());
  }

  @Test
  void aPartOfARequestBesideAFileOfManyIsRefused() {
    Run run = many("authorize", "--action", "Action::\"view\"");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "remit authorize: `--requests` is given beside `--action`; drop one of them, see `remit"
                + " authorize --help`\n");
  }

  @Test
  void missingPartsOfARequestAreNamed() {
    Run run = run("explain", "--principal", "User::\"ann\"");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("remit explain: missing `--action`, `--resource`; or give `--requests`");
  }

  @Test
  void explainAndAuthorizeAgree() {
    List<String> decided = many("authorize").out().lines().toList();
    List<String> explained = many("explain", "--json").out().lines().toList();
    for (int i = 0; i < decided.size(); i++) {
      String decisionAndReasons = decided.get(i).replaceFirst("\"errors\".*", "");
      assertThat(explained.get(i)).startsWith(decisionAndReasons);
    }
  }
}
