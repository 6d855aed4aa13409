package dev.remit.cedar.schema;

import java.util.List;

/// A schema as it was written, in text or in JSON: one declaration for each namespace, in the order
/// of the text. Nothing is resolved, so equal fragments print alike.
public record SchemaFragment(List<NamespaceDeclaration> namespaces) {
  public SchemaFragment {
    namespaces = List.copyOf(namespaces);
  }
}
