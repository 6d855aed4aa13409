package dev.remit.cedar.schema;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.policy.Annotation;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One entity type, unqualified. A declaration in text that names several is several of these.
public sealed interface EntityTypeDeclaration {

  /// The name within its namespace.
  String name();

  List<Annotation> annotations();

  /// Where the name was written.
  Span span();

  /// `entity name in [parents] { shape } tags type;`
  ///
  /// `shape` is a record or, in JSON, may name a common type that is one. `tags` is null where
  /// entities of this type have none.
  record Standard(
      String name,
      List<Annotation> annotations,
      List<TypeName> parents,
      TypeExpression shape,
      @Nullable TypeExpression tags,
      Span span)
      implements EntityTypeDeclaration {
    public Standard {
      Objects.requireNonNull(name, "name");
      annotations = List.copyOf(annotations);
      parents = List.copyOf(parents);
      Objects.requireNonNull(shape, "shape");
      Objects.requireNonNull(span, "span");
    }
  }

  /// `entity name enum ["id", …];`: these ids and no others, at least one.
  record Enumerated(String name, List<Annotation> annotations, List<String> ids, Span span)
      implements EntityTypeDeclaration {
    public Enumerated {
      Objects.requireNonNull(name, "name");
      annotations = List.copyOf(annotations);
      ids = List.copyOf(ids);
      Objects.requireNonNull(span, "span");
      if (ids.isEmpty()) {
        throw new IllegalArgumentException("no id");
      }
    }
  }
}
