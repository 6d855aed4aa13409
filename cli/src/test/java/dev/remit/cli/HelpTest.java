package dev.remit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.remit.testkit.Golden;
import dev.remit.testkit.SharedData;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The help pages, as people read them.
final class HelpTest {
  private static final Path GOLDEN = SharedData.projectRoot().resolve("cli/src/test/golden/help");

  @TestFactory
  Stream<DynamicTest> everyCommandHasHelpWithExamples() {
    return Commands.ALL.paths().stream()
        .map(command ->
            dynamicTest(
                command,
                () -> {
                  Run run = Run.of((command + " --help").split(" "));
                  assertThat(run.code()).isZero();
                  assertThat(run.out()).contains("Examples:\n  ").contains("Exit code: ");
                  Golden.check(
                      GOLDEN.resolve(command.replace(' ', '-') + ".txt"), run.transcript());
                }));
  }

  @Test
  void theHelpOfRemitListsEveryCommand() {
    Run run = Run.of("--help");
    Commands.ALL.paths().stream()
        .filter(path -> path.indexOf(' ') < 0)
        .forEach(command -> assertThat(run.out()).contains("\n  " + command));
    Golden.check(GOLDEN.resolve("remit.txt"), run.transcript());
  }
}
