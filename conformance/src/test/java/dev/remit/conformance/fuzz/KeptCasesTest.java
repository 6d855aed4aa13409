package dev.remit.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.conformance.oracle.Answer;
import dev.remit.conformance.oracle.DeepStack;
import dev.remit.conformance.oracle.Verdict;
import dev.remit.conformance.world.CommandEngine;
import dev.remit.conformance.world.Engine;
import dev.remit.conformance.world.Engines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every disagreement ever found stays found, by every engine and by the command.
final class KeptCasesTest {
  @TempDir private Path folder = Path.of("");

  @TestFactory
  Stream<DynamicTest> everyEngineGivesTheAnswerKept() throws IOException {
    return KeptCase.all().stream()
        .map(kept -> DynamicTest.dynamicTest(kept.name(), () -> check(kept)));
  }

  @TestFactory
  Stream<DynamicTest> theCommandGivesTheAnswerKept() throws IOException {
    Engine command = new CommandEngine(folder);
    return KeptCase.all().stream()
        .map(kept -> DynamicTest.dynamicTest(kept.name(), () -> check(command, kept)));
  }

  private static void check(KeptCase kept) {
    Engines.all().forEach(engine -> check(engine, kept));
  }

  private static void check(Engine engine, KeptCase kept) {
    Verdict<List<Verdict<Answer>>> verdict =
        DeepStack.call(() -> engine.decide(kept.world(), List.of(kept.ask())));
    assertThat(Comparison.outcomes(verdict, 1))
        .as("%s: %s", engine.name(), kept.name())
        .containsExactly(Comparison.outcome(kept.expected()));
  }
}
