package dev.remit.conformance.fuzz;

import static org.assertj.core.api.Assertions.fail;

import dev.remit.conformance.generate.Draw;
import dev.remit.conformance.generate.WorldGenerator;
import dev.remit.conformance.oracle.DeepStack;
import dev.remit.conformance.world.Ask;
import dev.remit.conformance.world.Engines;
import dev.remit.conformance.world.JsonForms;
import dev.remit.conformance.world.OracleEngine;
import dev.remit.conformance.world.World;
import dev.remit.testkit.Seeds;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Drawn questions, asked of every engine: `-Dfuzz.cases=` says how many, `-Dseed=` which. Every
/// fourth world has its policies in JSON form.
///
/// A disagreement is shrunk, written to `conformance/corpus` and fails the test.
final class DifferentialFuzzTest {
  private static final int CASES = Integer.getInteger("fuzz.cases", 20_000);
  private static final int ASKS_PER_WORLD = 5;
  private static final int WORLDS_PER_JSON = 4;
  private static final int KEPT_MAX = 10;

  private final Comparison comparison = new Comparison(Engines.all());

  @Test
  void everyEngineGivesTheSameAnswers() throws IOException {
    Draw seeds = new Draw(Seeds.seed(20_261_122));
    StringBuilder reports = new StringBuilder();
    int kept = 0;
    for (int asked = 0; asked < CASES && kept < KEPT_MAX; asked += ASKS_PER_WORLD) {
      long seed = seeds.nextLong();
      Optional<Disagreement> found = ask(seed);
      if (found.isPresent()) {
        Disagreement small = new Shrinker(comparison).shrink(found.get());
        String name = "fuzz-" + Long.toHexString(seed);
        keep(name, small);
        reports.append(name).append('\n').append(small.report()).append("\n\n");
        kept++;
      }
    }
    if (kept > 0) {
      fail("engines disagree; kept in conformance/corpus:\n" + reports);
    }
  }

  private Optional<Disagreement> ask(long seed) {
    WorldGenerator generator = new WorldGenerator(seed);
    World text = generator.world();
    World world = seed % WORLDS_PER_JSON == 0 ? JsonForms.of(text).orElse(text) : text;
    return comparison.first(world, generator.asks(ASKS_PER_WORLD));
  }

  private static void keep(String name, Disagreement small) throws IOException {
    List<Ask> asks = List.of(small.ask());
    KeptCase kept =
        new KeptCase(
            name,
            small.world(),
            small.ask(),
            DeepStack.call(() -> Comparison.only(new OracleEngine().decide(small.world(), asks))));
    kept.write();
  }
}
