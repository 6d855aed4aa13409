package dev.remit.cedar.policy;

import dev.remit.cedar.diagnostic.Span;
import java.util.Objects;

/// `@name("value")` in front of a policy; `@name` alone has the empty value. It never changes a
/// decision of Cedar's.
public record Annotation(String name, String value, Span span) {
  public Annotation {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(span, "span");
  }
}
