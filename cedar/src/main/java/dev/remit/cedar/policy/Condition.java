package dev.remit.cedar.policy;

import dev.remit.cedar.diagnostic.Span;
import java.util.Objects;

/// `when { body }` or `unless { body }`.
public record Condition(Kind kind, Expr body, Span span) {
  public Condition {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(span, "span");
  }

  /// Whether the body must be true or must be false.
  public enum Kind {
    WHEN("when"),
    UNLESS("unless");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /// As Cedar writes it.
    public String text() {
      return text;
    }
  }
}
