package dev.remit.pdp.decision;

import dev.remit.pdp.task.Effects;
import java.util.Objects;

/// A decision, and what it does to the task of its request if it is enforced: nothing if it denies.
public record Ruled(Decision decision, Effects effects) {
  public Ruled {
    Objects.requireNonNull(decision, "decision");
    Objects.requireNonNull(effects, "effects");
    if (!decision.isPermit() && !effects.isEmpty()) {
      throw new IllegalArgumentException("a denial with effects " + effects);
    }
  }

  static Ruled denied(Reason reason) {
    return new Ruled(new Decision.Deny(reason), Effects.NONE);
  }
}
