package dev.remit.cedar.schema;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.policy.Annotation;
import java.util.List;
import java.util.Objects;

/// A name for a type, `type name = type;`. `span` is that of the name.
public record CommonTypeDeclaration(
    String name, List<Annotation> annotations, TypeExpression type, Span span) {
  public CommonTypeDeclaration {
    Objects.requireNonNull(name, "name");
    annotations = List.copyOf(annotations);
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(span, "span");
  }
}
