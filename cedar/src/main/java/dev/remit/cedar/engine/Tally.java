package dev.remit.cedar.engine;

import dev.remit.cedar.policy.Effect;
import java.util.Arrays;

/// What one decision has met so far: the positions of policies that applied and, complemented, of
/// those that errored; in any order, perhaps repeated.
final class Tally implements ScopeIndex.Sink {
  private static final int[] NONE = new int[0];
  private static final int CAPACITY = 4;

  private int[] met = NONE;
  private int count;
  private boolean permits;
  private boolean forbids;

  @Override
  public boolean take(CompiledPolicy policy, int code) {
    if (count == met.length) {
      met = Arrays.copyOf(met, Math.max(CAPACITY, 2 * count));
    }
    if (code == Operators.ERROR) {
      met[count++] = ~policy.position();
      return false;
    }
    met[count++] = policy.position();
    if (policy.policy().effect() == Effect.FORBID) {
      forbids = true;
    } else {
      permits = true;
    }
    return false;
  }

  boolean permitted() {
    return permits && !forbids;
  }

  int[] met() {
    return met;
  }

  int count() {
    return count;
  }
}
