package dev.remit.cedar.schema;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.policy.Annotation;
import java.util.List;
import java.util.Objects;

/// One attribute of a record, `name?: type`. Any string may be a name.
public record AttributeDeclaration(
    String name, List<Annotation> annotations, TypeExpression type, boolean required, Span span) {
  public AttributeDeclaration {
    Objects.requireNonNull(name, "name");
    annotations = List.copyOf(annotations);
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(span, "span");
  }
}
