package dev.remit.testkit;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Randomness that can be replayed: a run prints its seed, and `-Dseed=` repeats it.
public final class Seeds {
  private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private Seeds() {}

  /// The seed of this run: `-Dseed=`, else `fallback`, which keeps the gate repeatable.
  public static long seed(long fallback) {
    long seed = Long.getLong("seed", fallback);
    System.out.println("seed " + seed + " (repeat with -Dseed=" + seed + ")");
    return seed;
  }

  public static RandomGenerator random(long seed) {
    return FACTORY.create(seed);
  }
}
