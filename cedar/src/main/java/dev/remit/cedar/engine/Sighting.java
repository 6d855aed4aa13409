package dev.remit.cedar.engine;

import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.value.Value;
import java.util.Objects;

/// A part of a test that is not constant, and the value that the test saw there.
///
/// `note` says what matters of the value where it does not say so itself, as `is in nothing`; empty
/// otherwise.
public record Sighting(Expr expr, Value value, String note) {
  public Sighting {
    Objects.requireNonNull(expr, "expr");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(note, "note");
  }
}
