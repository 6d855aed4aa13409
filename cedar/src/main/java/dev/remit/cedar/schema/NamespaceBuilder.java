package dev.remit.cedar.schema;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.policy.Annotation;
import java.util.ArrayList;
import java.util.List;

/// The declarations of one namespace while they are being read. Not thread-safe.
final class NamespaceBuilder {
  private final String name;
  private final List<Annotation> annotations;
  private final Span span;
  private final List<CommonTypeDeclaration> commonTypes = new ArrayList<>();
  private final List<EntityTypeDeclaration> entityTypes = new ArrayList<>();
  private final List<ActionDeclaration> actions = new ArrayList<>();

  NamespaceBuilder(String name, List<Annotation> annotations, Span span) {
    this.name = name;
    this.annotations = annotations;
    this.span = span;
  }

  String name() {
    return name;
  }

  void add(CommonTypeDeclaration type) {
    commonTypes.add(type);
  }

  void add(EntityTypeDeclaration type) {
    entityTypes.add(type);
  }

  void add(ActionDeclaration action) {
    actions.add(action);
  }

  NamespaceDeclaration build() {
    return new NamespaceDeclaration(name, annotations, commonTypes, entityTypes, actions, span);
  }
}
