package dev.remit.conformance.fuzz;

import dev.remit.conformance.world.Ask;
import dev.remit.conformance.world.World;
import java.util.List;
import java.util.Optional;

/// Makes a disagreement smaller for as long as it stays one: fewer policies, links, entities and
/// attributes, then simpler conditions. What is left may be another disagreement; that is one too.
final class Shrinker {
  private static final int ROUNDS_MAX = 2_000;

  private final Comparison comparison;

  Shrinker(Comparison comparison) {
    this.comparison = comparison;
  }

  Disagreement shrink(Disagreement found) {
    Disagreement smallest = found;
    for (int round = 0; round < ROUNDS_MAX; round++) {
      Optional<Disagreement> smaller = smaller(smallest);
      if (smaller.isEmpty()) {
        return smallest;
      }
      smallest = smaller.get();
    }
    return smallest;
  }

  private Optional<Disagreement> smaller(Disagreement from) {
    for (Step step : Reductions.of(from.world(), from.ask())) {
      Optional<Disagreement> still = comparison.first(step.world(), List.of(step.ask()));
      if (still.isPresent()) {
        return still;
      }
    }
    return Optional.empty();
  }

  /// One smaller question.
  record Step(World world, Ask ask) {}
}
