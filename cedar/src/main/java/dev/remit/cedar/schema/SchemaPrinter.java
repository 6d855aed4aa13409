package dev.remit.cedar.schema;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.policy.Annotation;
import dev.remit.cedar.schema.ActionDeclaration.ActionReference;
import dev.remit.cedar.schema.ActionDeclaration.AppliesTo;
import dev.remit.cedar.schema.TypeExpression.ReferenceKind;
import dev.remit.cedar.value.Escapes;
import dev.remit.cedar.value.Name;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes schemas as Cedar text: in each namespace first the common types, then the entity types,
/// then the actions, each kind in its own order. What was read from text is read back as an equal
/// fragment; what was read from JSON, as an equal [Schema].
public final class SchemaPrinter {
  private final StringBuilder out = new StringBuilder();
  private final List<String> reasons = new ArrayList<>();
  private final Set<String> commonTypes = new HashSet<>();
  private final Set<String> entityTypes = new HashSet<>();
  private NamespaceDeclaration namespace =
      new NamespaceDeclaration("", List.of(), List.of(), List.of(), List.of(), Span.NONE);

  private SchemaPrinter(SchemaFragment fragment) {
    for (NamespaceDeclaration each : fragment.namespaces()) {
      each.commonTypes().forEach(type -> commonTypes.add(each.qualify(type.name())));
      each.entityTypes().forEach(type -> entityTypes.add(each.qualify(type.name())));
    }
  }

  /// The text of `schema`. An action that applies to no principal or to no resource is written
  /// without what it applies to.
  ///
  /// Throws [InexpressibleException] where a common type is the shape of an entity type, or hides
  /// an entity type of the same name that JSON can refer to.
  public static String print(Schema schema) throws InexpressibleException {
    return print(schema.fragment());
  }

  /// The text of `fragment`, as [#print(Schema)].
  public static String print(SchemaFragment fragment) throws InexpressibleException {
    SchemaPrinter printer = new SchemaPrinter(fragment);
    String separator = "";
    for (NamespaceDeclaration namespace : fragment.namespaces()) {
      printer.out.append(separator);
      printer.namespace(namespace);
      separator = "\n";
    }
    if (!printer.reasons.isEmpty()) {
      throw new InexpressibleException(printer.reasons);
    }
    return printer.out.toString();
  }

  /// An attribute or action as an identifier where it is one, else in quotes.
  static String key(String name) {
    return Name.isIdentifier(name) && !Name.isReserved(name) ? name : Escapes.quote(name);
  }

  private void namespace(NamespaceDeclaration declaration) {
    namespace = declaration;
    if (declaration.name().isEmpty()) {
      declarations("");
    } else {
      annotations(declaration.annotations(), "");
      out.append("namespace ").append(declaration.name()).append(" {\n");
      declarations("  ");
      out.append("}\n");
    }
  }

  private void declarations(String indent) {
    int start = out.length();
    for (CommonTypeDeclaration type : namespace.commonTypes()) {
      begin(start, type.annotations(), indent);
      out.append("type ").append(type.name()).append(" = ");
      type(type.type(), indent);
      out.append(";\n");
    }
    for (EntityTypeDeclaration type : namespace.entityTypes()) {
      begin(start, type.annotations(), indent);
      out.append("entity ").append(type.name());
      entityType(type, indent);
      out.append(";\n");
    }
    for (ActionDeclaration action : namespace.actions()) {
      begin(start, action.annotations(), indent);
      out.append("action ").append(key(action.name()));
      action(action, indent);
      out.append(";\n");
    }
  }

  /// Starts a declaration; an empty line is before all but the first.
  private void begin(int start, List<Annotation> annotations, String indent) {
    if (out.length() > start) {
      out.append('\n');
    }
    annotations(annotations, indent);
    out.append(indent);
  }

  private void annotations(List<Annotation> annotations, String indent) {
    for (Annotation annotation : annotations) {
      out.append(indent).append('@').append(annotation.name());
      if (!annotation.value().isEmpty()) {
        Escapes.quote(out.append('('), annotation.value()).append(')');
      }
      out.append('\n');
    }
  }

  private void entityType(EntityTypeDeclaration type, String indent) {
    switch (type) {
      case EntityTypeDeclaration.Enumerated enumerated ->
          list(" enum ", enumerated.ids(), Escapes::quote);
      case EntityTypeDeclaration.Standard standard -> {
        if (!standard.parents().isEmpty()) {
          list(" in ", standard.parents(), TypeName::toString);
        }
        shape(standard, indent);
        tags(standard.tags(), indent);
      }
    }
  }

  private void shape(EntityTypeDeclaration.Standard type, String indent) {
    if (!(type.shape() instanceof TypeExpression.RecordOf record)) {
      reasons.add(
          "entity type `"
              + namespace.qualify(type.name())
              + "` has a named type as its shape, which Cedar text cannot say; write the record out");
    } else if (!record.attributes().isEmpty()) {
      out.append(' ');
      type(record, indent);
    }
  }

  private void tags(@Nullable TypeExpression tags, String indent) {
    if (tags != null) {
      out.append(" tags ");
      type(tags, indent);
    }
  }

  private void action(ActionDeclaration action, String indent) {
    if (!action.parents().isEmpty()) {
      list(" in ", action.parents(), SchemaPrinter::reference);
    }
    AppliesTo appliesTo = action.appliesTo();
    if (appliesTo != null
        && !appliesTo.principals().isEmpty()
        && !appliesTo.resources().isEmpty()) {
      String inner = indent + "  ";
      out.append(" appliesTo {\n").append(inner);
      list("principal: ", appliesTo.principals(), TypeName::toString);
      out.append(",\n").append(inner);
      list("resource: ", appliesTo.resources(), TypeName::toString);
      out.append(",\n").append(inner).append("context: ");
      type(appliesTo.context(), inner);
      out.append('\n').append(indent).append('}');
    }
  }

  private static String reference(ActionReference reference) {
    TypeName type = reference.type();
    return type == null ? key(reference.id()) : type + "::" + Escapes.quote(reference.id());
  }

  private <T> void list(String before, List<T> elements, Function<T, String> text) {
    out.append(elements.stream().map(text).collect(Collectors.joining(", ", before + "[", "]")));
  }

  private void type(TypeExpression type, String indent) {
    switch (type) {
      case TypeExpression.Primitive primitive -> builtin(primitive.type().text());
      case TypeExpression.Extension extension -> builtin(extension.type().text());
      case TypeExpression.Reference reference -> reference(reference);
      case TypeExpression.SetOf set -> {
        out.append("Set<");
        type(set.element(), indent);
        out.append('>');
      }
      case TypeExpression.RecordOf record -> record(record, indent);
    }
  }

  private void builtin(String name) {
    out.append(isHidden(name) ? "__cedar::" : "").append(name);
  }

  private boolean isHidden(String name) {
    String full = namespace.qualify(name);
    return commonTypes.contains(full)
        || entityTypes.contains(full)
        || commonTypes.contains(name)
        || entityTypes.contains(name);
  }

  private void reference(TypeExpression.Reference reference) {
    String name = reference.name().name().value();
    String full = name.contains("::") ? name : namespace.qualify(name);
    if (reference.kind() == ReferenceKind.ENTITY
        && (commonTypes.contains(full) || commonTypes.contains(name))) {
      reasons.add(
          "entity type `"
              + name
              + "` is hidden by a common type of the same name in Cedar text; rename one of them");
    }
    out.append(name);
  }

  private void record(TypeExpression.RecordOf record, String indent) {
    out.append('{');
    String separator = "";
    for (AttributeDeclaration attribute : record.attributes()) {
      String inner = indent + "  ";
      out.append(separator).append('\n');
      annotations(attribute.annotations(), inner);
      out.append(inner).append(key(attribute.name())).append(attribute.required() ? ": " : "?: ");
      type(attribute.type(), inner);
      separator = ",";
    }
    out.append(record.attributes().isEmpty() ? "}" : "\n" + indent + "}");
  }
}
