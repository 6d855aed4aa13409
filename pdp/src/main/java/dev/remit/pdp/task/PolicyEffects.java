package dev.remit.pdp.task;

import dev.remit.cedar.policy.Expr;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/// What the annotations `@label` and `@meter` of a permit say.
public record PolicyEffects(SortedSet<String> labels, List<Advance> advances) {
  public PolicyEffects {
    labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
    advances = List.copyOf(advances);
  }

  /// `meter += amount per window`.
  public record Advance(String meter, Expr amount, long windowMillis) {
    public Advance {
      Objects.requireNonNull(meter, "meter");
      Objects.requireNonNull(amount, "amount");
    }
  }
}
