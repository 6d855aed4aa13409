package dev.remit.conformance.generate;

import dev.remit.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// A stream of choices that a seed decides.
public final class Draw {
  private final RandomGenerator random;

  public Draw(long seed) {
    this.random = Seeds.random(seed);
  }

  /// From `from` to `to`, both included.
  public int between(int from, int to) {
    return random.nextInt(from, to + 1);
  }

  public boolean percent(int percent) {
    return random.nextInt(100) < percent;
  }

  public <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /// As many as asked, each picked anew.
  public <T> List<T> times(int count, Supplier<T> supplier) {
    List<T> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      drawn.add(supplier.get());
    }
    return drawn;
  }

  /// Each of `choices` with a chance of `percent`, in their order.
  public <T> List<T> some(List<T> choices, int percent) {
    return choices.stream().filter(_ -> percent(percent)).toList();
  }

  public long nextLong() {
    return random.nextLong();
  }
}
