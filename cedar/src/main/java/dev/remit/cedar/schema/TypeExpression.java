package dev.remit.cedar.schema;

import dev.remit.cedar.diagnostic.Span;
import java.util.List;
import java.util.Objects;

/// A type as a schema writes it, names not yet resolved.
public sealed interface TypeExpression {

  /// Where it was written; [Span#NONE] if it was not.
  Span span();

  /// A primitive type that no declaration can hide. JSON writes these; text writes a [Reference].
  record Primitive(SchemaType.Primitive type, Span span) implements TypeExpression {
    public Primitive {
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(span, "span");
    }
  }

  /// An extension type that no declaration can hide. JSON writes these; text writes a [Reference].
  record Extension(SchemaType.Extension type, Span span) implements TypeExpression {
    public Extension {
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(span, "span");
    }
  }

  /// A name: of what kind of type, says `kind`.
  record Reference(ReferenceKind kind, TypeName name) implements TypeExpression {
    public Reference {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(name, "name");
    }

    @Override
    public Span span() {
      return name.span();
    }
  }

  /// `Set<element>`.
  record SetOf(TypeExpression element, Span span) implements TypeExpression {
    public SetOf {
      Objects.requireNonNull(element, "element");
      Objects.requireNonNull(span, "span");
    }
  }

  /// `{ name: type, … }`, in the order of the text; names are unique.
  record RecordOf(List<AttributeDeclaration> attributes, Span span) implements TypeExpression {
    /// `{}`.
    public static final RecordOf EMPTY = new RecordOf(List.of(), Span.NONE);

    public RecordOf {
      attributes = List.copyOf(attributes);
      Objects.requireNonNull(span, "span");
      if (attributes.stream().map(AttributeDeclaration::name).distinct().count()
          != attributes.size()) {
        throw new IllegalArgumentException("an attribute is declared twice");
      }
    }
  }

  /// What a name may stand for.
  enum ReferenceKind {
    /// A common type only: `{"type": "Name"}` in JSON, the context of an action in text.
    COMMON,
    /// An entity type only: `{"type": "Entity", "name": "Name"}` in JSON.
    ENTITY,
    /// A common type, else an entity type: every other name in text.
    ENTITY_OR_COMMON
  }
}
