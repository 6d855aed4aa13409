package dev.remit.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.conformance.oracle.Answer;
import dev.remit.conformance.oracle.DeepStack;
import dev.remit.conformance.oracle.Verdict;
import dev.remit.conformance.world.Engine;
import dev.remit.conformance.world.Engines;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every disagreement ever found stays found.
final class KeptCasesTest {
  @TestFactory
  Stream<DynamicTest> everyEngineGivesTheAnswerKept() throws IOException {
    return KeptCase.all().stream()
        .map(kept -> DynamicTest.dynamicTest(kept.name(), () -> check(kept)));
  }

  private static void check(KeptCase kept) {
    for (Engine engine : Engines.all()) {
      Verdict<List<Verdict<Answer>>> verdict =
          DeepStack.call(() -> engine.decide(kept.world(), List.of(kept.ask())));
      assertThat(Comparison.outcomes(verdict, 1))
          .as("%s: %s", engine.name(), kept.name())
          .containsExactly(Comparison.outcome(kept.expected()));
    }
  }
}
