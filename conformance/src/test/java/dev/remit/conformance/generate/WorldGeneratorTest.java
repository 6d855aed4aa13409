package dev.remit.conformance.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.conformance.oracle.Answer;
import dev.remit.conformance.oracle.DeepStack;
import dev.remit.conformance.oracle.Verdict;
import dev.remit.conformance.world.Ask;
import dev.remit.conformance.world.OracleEngine;
import dev.remit.conformance.world.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the fuzz draws is worth asking: it is accepted, and it is decided in every way.
final class WorldGeneratorTest {
  private static final int WORLDS = 300;
  private static final int ASKS = 4;

  @Test
  void aSeedDecidesTheWorld() {
    WorldGenerator first = new WorldGenerator(7);
    WorldGenerator second = new WorldGenerator(7);
    assertThat(first.world()).isEqualTo(second.world());
    assertThat(first.asks(3)).isEqualTo(second.asks(3));
  }

  @Test
  void worldsAreAcceptedAndDecidedInEveryWay() {
    List<Answer> answers = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    for (int seed = 0; seed < WORLDS; seed++) {
      WorldGenerator generator = new WorldGenerator(seed);
      World world = generator.world();
      List<Ask> asks = generator.asks(ASKS);
      switch (DeepStack.call(() -> new OracleEngine().decide(world, asks))) {
        case Verdict.Accepted<List<Verdict<Answer>>>(List<Verdict<Answer>> verdicts) ->
            verdicts.forEach(verdict -> answers.add(verdict.require()));
        case Verdict.Refused<List<Verdict<Answer>>>(String message) -> refusals.add(message);
      }
    }
    assertThat(refusals).hasSizeLessThan(WORLDS / 50);
    assertThat(answers).filteredOn(Answer::permitted).hasSizeGreaterThan(answers.size() / 10);
    assertThat(answers).filteredOn(one -> one.reasons().size() > 1).hasSizeGreaterThan(50);
    assertThat(answers).filteredOn(one -> one.errors().size() > 1).hasSizeGreaterThan(50);
  }
}
