package dev.remit.cedar.schema;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.schema.Definitions.Target;
import dev.remit.cedar.schema.TypeExpression.ReferenceKind;
import dev.remit.cedar.text.Suggestions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Turns types as written into resolved types. Common types are resolved in an order in which each
/// comes after those it uses, so that a chain of them needs no stack.
final class TypeResolver {
  /// What a type that could not be resolved becomes, after its mistake was reported.
  private static final Sized UNKNOWN = new Sized(SchemaType.RecordOf.EMPTY, 1, 1);

  /// A resolved type with its levels of sets and records and its nodes, common types written out.
  private record Sized(SchemaType type, int depth, long size) {}

  private static final int CYCLE_SHOWN_MAX = 5;

  private record Declared(NamespaceDeclaration namespace, CommonTypeDeclaration declaration) {}

  private final Definitions definitions;
  private final Diagnostics problems;
  private final Map<String, Sized> commonTypes = new HashMap<>();
  private long written;

  TypeResolver(Definitions definitions, Diagnostics problems) {
    this.definitions = definitions;
    this.problems = problems;
  }

  void resolveCommonTypes(SchemaFragment fragment) {
    Map<String, Declared> declared = new HashMap<>();
    SequencedMap<String, Set<String>> uses = new LinkedHashMap<>();
    for (NamespaceDeclaration namespace : fragment.namespaces()) {
      for (CommonTypeDeclaration declaration : namespace.commonTypes()) {
        String name = namespace.qualify(declaration.name());
        declared.put(name, new Declared(namespace, declaration));
        uses.put(name, used(namespace, declaration.type()));
        commonTypes.put(name, UNKNOWN);
      }
    }
    Dependencies<String> order = Dependencies.sort(uses);
    order.cycles().forEach(cycle -> addCycle(cycle, requireDeclared(declared, cycle.getFirst())));
    for (String name : order.sorted()) {
      Declared type = requireDeclared(declared, name);
      commonTypes.put(name, sized(type.namespace(), type.declaration().type()));
    }
  }

  private static Declared requireDeclared(Map<String, Declared> declared, String name) {
    return Objects.requireNonNull(declared.get(name), name);
  }

  private void addCycle(List<String> cycle, Declared first) {
    problems.add(
        "schema.type-cycle",
        first.declaration().span(),
        "common type `" + cycle.getFirst() + "` contains itself" + through(cycle),
        "make one of them an entity type");
  }

  /// How a cycle leads back to its start; empty where it does so at once.
  static String through(List<?> cycle) {
    return cycle.size() == 1
        ? ""
        : cycle.stream()
            .skip(1)
            .limit(CYCLE_SHOWN_MAX)
            .map(each -> "`" + each + "`")
            .collect(
                Collectors.joining(
                    ", ", " through ", cycle.size() > CYCLE_SHOWN_MAX + 1 ? ", …" : ""));
  }

  private Set<String> used(NamespaceDeclaration namespace, TypeExpression expression) {
    Set<String> used = new LinkedHashSet<>();
    Deque<TypeExpression> open = new ArrayDeque<>(List.of(expression));
    while (!open.isEmpty()) {
      switch (open.pop()) {
        case TypeExpression.Reference(ReferenceKind kind, TypeName name) -> {
          if (definitions.find(namespace, name.name(), kind) instanceof Target.Common(var found)) {
            used.add(found);
          }
        }
        case TypeExpression.SetOf set -> open.push(set.element());
        case TypeExpression.RecordOf record ->
            record.attributes().forEach(attribute -> open.push(attribute.type()));
        case TypeExpression.Primitive _, TypeExpression.Extension _ -> {}
      }
    }
    return used;
  }

  SchemaType resolve(NamespaceDeclaration namespace, TypeExpression expression) {
    return sized(namespace, expression).type();
  }

  /// The record that `expression` must be; `what` says of what it is the type.
  SchemaType.RecordOf record(
      NamespaceDeclaration namespace, TypeExpression expression, String what) {
    SchemaType type = resolve(namespace, expression);
    if (type instanceof SchemaType.RecordOf record) {
      return record;
    }
    problems.add(
        "schema.not-a-record",
        expression.span(),
        what + " must be a record, not `" + type + "`",
        "write `{ … }` or the name of a record type");
    return SchemaType.RecordOf.EMPTY;
  }

  /// `references`, or none of them once the schema has become too large, which is reported.
  <T> List<T> affordable(List<T> references, Span span) {
    return isTooLarge(references.size(), span) ? List.of() : references;
  }

  /// Counts what is about to be resolved. Names of one declaration share what was read, but each
  /// has a resolved copy, so a short text can ask for any amount of memory.
  private boolean isTooLarge(int more, Span span) {
    boolean before = written > Limits.SCHEMA_SIZE_MAX;
    written += more;
    if (written > Limits.SCHEMA_SIZE_MAX && !before) {
      problems.add(
          "schema.limit",
          span,
          "the schema has more than "
              + Limits.SCHEMA_SIZE_MAX
              + " types and references, counted for each name of a declaration",
          "split it");
    }
    return written > Limits.SCHEMA_SIZE_MAX;
  }

  private Sized sized(NamespaceDeclaration namespace, TypeExpression expression) {
    if (isTooLarge(1, expression.span())) {
      return UNKNOWN;
    }
    return switch (expression) {
      case TypeExpression.Primitive primitive -> new Sized(primitive.type(), 0, 1);
      case TypeExpression.Extension extension -> new Sized(extension.type(), 0, 1);
      case TypeExpression.Reference reference -> reference(namespace, reference);
      case TypeExpression.SetOf set -> {
        Sized element = sized(namespace, set.element());
        yield bounded(
            new Sized(
                new SchemaType.SetOf(element.type()), element.depth() + 1, element.size() + 1),
            set.span());
      }
      case TypeExpression.RecordOf record -> bounded(record(namespace, record), record.span());
    };
  }

  private Sized record(NamespaceDeclaration namespace, TypeExpression.RecordOf record) {
    NavigableMap<String, SchemaType.Attribute> attributes = new TreeMap<>();
    int depth = 0;
    long size = 1;
    for (AttributeDeclaration attribute : record.attributes()) {
      Sized type = sized(namespace, attribute.type());
      attributes.put(attribute.name(), new SchemaType.Attribute(type.type(), attribute.required()));
      depth = Math.max(depth, type.depth());
      size += type.size();
    }
    return new Sized(new SchemaType.RecordOf(attributes), depth + 1, size);
  }

  // INVARIANT: what is returned is within both limits, so sums of sizes cannot overflow.
  private Sized bounded(Sized type, Span span) {
    if (type.depth() <= Limits.VALUE_DEPTH_MAX && type.size() <= Limits.SCHEMA_TYPE_SIZE_MAX) {
      return type;
    }
    problems.add(
        "schema.limit",
        span,
        "the type is too large with its common types written out: at most "
            + Limits.VALUE_DEPTH_MAX
            + " levels and "
            + Limits.SCHEMA_TYPE_SIZE_MAX
            + " types",
        "split it into entity types");
    return UNKNOWN;
  }

  private Sized reference(NamespaceDeclaration namespace, TypeExpression.Reference reference) {
    Target target = definitions.find(namespace, reference.name().name(), reference.kind());
    return switch (target) {
      case null -> {
        addUnknown(reference.name(), reference.kind());
        yield UNKNOWN;
      }
      case Target.Builtin(SchemaType type) -> new Sized(type, 0, 1);
      case Target.EntityOf(var name) -> new Sized(new SchemaType.Entity(name), 0, 1);
      case Target.Common(String name) -> Objects.requireNonNull(commonTypes.get(name), name);
    };
  }

  void addUnknown(TypeName name, ReferenceKind kind) {
    if (problems.isFull()) {
      return;
    }
    String text =
        switch (kind) {
          case COMMON -> "common type";
          case ENTITY -> "entity type";
          case ENTITY_OR_COMMON -> "type";
        };
    problems.add(
        "schema.unknown-type",
        name.span(),
        "unknown " + text + " `" + name + "`",
        Suggestions.didYouMean(name.name().value(), definitions.known(kind), "declare it"));
  }
}
