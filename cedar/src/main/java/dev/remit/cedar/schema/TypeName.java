package dev.remit.cedar.schema;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.value.Name;
import java.util.Objects;

/// The name of a type where a schema uses it: unqualified, it is looked for in the namespace around
/// it, then in the empty one.
public record TypeName(Name name, Span span) {
  public TypeName {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(span, "span");
  }

  @Override
  public String toString() {
    return name.toString();
  }
}
