package dev.remit.cedar.schema;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.policy.Annotation;
import java.util.List;
import java.util.Objects;

/// The declarations of one namespace, each kind in the order of the text. `name` is empty for the
/// empty namespace, which has no annotations; `span` is that of the name.
public record NamespaceDeclaration(
    String name,
    List<Annotation> annotations,
    List<CommonTypeDeclaration> commonTypes,
    List<EntityTypeDeclaration> entityTypes,
    List<ActionDeclaration> actions,
    Span span) {
  public NamespaceDeclaration {
    Objects.requireNonNull(name, "name");
    annotations = List.copyOf(annotations);
    commonTypes = List.copyOf(commonTypes);
    entityTypes = List.copyOf(entityTypes);
    actions = List.copyOf(actions);
    Objects.requireNonNull(span, "span");
    if (name.isEmpty() && !annotations.isEmpty()) {
      throw new IllegalArgumentException("annotations on the empty namespace");
    }
  }

  /// `declared` with the name of this namespace in front.
  String qualify(String declared) {
    return name.isEmpty() ? declared : name + "::" + declared;
  }
}
