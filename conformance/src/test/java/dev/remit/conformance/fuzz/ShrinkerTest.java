package dev.remit.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.conformance.generate.WorldGenerator;
import dev.remit.conformance.oracle.Answer;
import dev.remit.conformance.oracle.Verdict;
import dev.remit.conformance.world.Ask;
import dev.remit.conformance.world.Engine;
import dev.remit.conformance.world.OwnEngine;
import dev.remit.conformance.world.World;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// A fuzz that never fails proves nothing until a wrong engine has failed it.
final class ShrinkerTest {
  private static final int WORLDS_MAX = 200;

  @Test
  void anEngineThatForgetsErrorsIsFoundAndTheCaseIsSmall() {
    Comparison comparison = new Comparison(List.of(new OwnEngine(), new Forgetful()));
    Disagreement small = new Shrinker(comparison).shrink(find(comparison).orElseThrow());
    assertThat(small.answers()).containsOnlyKeys("ours", "forgetful");
    assertThat(small.world().policies()).hasSize(1);
    assertThat(small.world().policies().getFirst().content()).hasSizeLessThan(200);
    assertThat(small.report()).contains("errors [policy", "errors []");
  }

  private static Optional<Disagreement> find(Comparison comparison) {
    for (int seed = 0; seed < WORLDS_MAX; seed++) {
      WorldGenerator generator = new WorldGenerator(seed);
      Optional<Disagreement> found = comparison.first(generator.world(), generator.asks(2));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /// Ours, without the errors.
  private static final class Forgetful implements Engine {
    private final OwnEngine own = new OwnEngine();

    @Override
    public String name() {
      return "forgetful";
    }

    @Override
    public Verdict<List<Verdict<Answer>>> decide(World world, List<Ask> asks) {
      return switch (own.decide(world, asks)) {
        case Verdict.Refused<List<Verdict<Answer>>> refused -> refused;
        case Verdict.Accepted<List<Verdict<Answer>>>(List<Verdict<Answer>> verdicts) ->
            new Verdict.Accepted<>(verdicts.stream().map(Forgetful::without).toList());
      };
    }

    private static Verdict<Answer> without(Verdict<Answer> verdict) {
      return switch (verdict) {
        case Verdict.Refused<Answer> refused -> refused;
        case Verdict.Accepted<Answer>(Answer answer) ->
            new Verdict.Accepted<>(
                new Answer(answer.permitted(), answer.reasons(), new TreeMap<>()));
      };
    }
  }
}
