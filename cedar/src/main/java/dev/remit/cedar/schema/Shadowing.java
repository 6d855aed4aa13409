package dev.remit.cedar.schema;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.value.Name;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Whether declarations stand in each other's way: reserved names, the same name twice, and a name
/// of the empty namespace that another namespace declares too.
///
/// Source: RFC 52 and RFC 70.
final class Shadowing {
  private static final Set<String> RESERVED_COMMON_TYPES =
      Set.of("Bool", "Boolean", "Entity", "Extension", "Long", "Record", "Set", "String");

  private record Declared(String name, Span span) {}

  private final SchemaFragment fragment;
  private final Diagnostics problems;

  Shadowing(SchemaFragment fragment, Diagnostics problems) {
    this.fragment = fragment;
    this.problems = problems;
  }

  void check() {
    Set<String> names = new HashSet<>();
    for (NamespaceDeclaration namespace : fragment.namespaces()) {
      checkNamespace(namespace, names);
    }
    checkEmptyNamespace("type", Shadowing::types);
    checkEmptyNamespace("action", Shadowing::actions);
  }

  private void checkNamespace(NamespaceDeclaration namespace, Set<String> names) {
    if (!namespace.name().isEmpty()) {
      checkName(namespace.name(), namespace.span(), "namespace");
    }
    if (!names.add(namespace.name())) {
      problems.add(
          "schema.duplicate-declaration",
          namespace.span(),
          "namespace `" + namespace.name() + "` is declared twice",
          "put both parts into one");
    }
    namespace.entityTypes().forEach(this::checkEntityType);
    namespace.commonTypes().forEach(this::checkCommonType);
    checkTwice("entity type", entityTypes(namespace));
    checkTwice("common type", commonTypes(namespace));
    checkTwice("action", actions(namespace));
  }

  private void checkEntityType(EntityTypeDeclaration type) {
    checkName(type.name(), type.span(), "entity type");
    if (type.name().equals("Action")) {
      problems.add(
          "schema.reserved-name",
          type.span(),
          "`Action` is the type of actions and cannot be declared",
          "choose another name");
    }
  }

  private void checkCommonType(CommonTypeDeclaration type) {
    if (RESERVED_COMMON_TYPES.contains(type.name())) {
      addReserved(type.name(), type.span(), "common type");
    } else {
      checkName(type.name(), type.span(), "common type");
    }
  }

  private void checkName(String name, Span span, String kind) {
    boolean simple = kind.equals("namespace") || !name.contains("::");
    if (simple && Name.isValid(name)) {
      return;
    }
    if (simple && Stream.of(name.split("::", -1)).allMatch(Name::isIdentifier)) {
      addReserved(name, span, kind);
    } else {
      problems.add(
          "schema.name",
          span,
          "`" + name + "` cannot be the name of " + article(kind),
          "use letters, digits and `_`, not a digit first");
    }
  }

  private void addReserved(String name, Span span, String kind) {
    problems.add(
        "schema.reserved-name",
        span,
        "`" + name + "` is reserved and cannot name " + article(kind),
        "choose another name");
  }

  private static String article(String kind) {
    return (kind.equals("entity type") ? "an " : "a ") + kind;
  }

  private void checkTwice(String kind, Stream<Declared> declared) {
    Set<String> seen = new HashSet<>();
    declared
        .filter(each -> !seen.add(each.name()))
        .forEach(each ->
            problems.add(
                "schema.duplicate-declaration",
                each.span(),
                kind + " `" + each.name() + "` is declared twice",
                "keep one of them"));
  }

  private void checkEmptyNamespace(
      String kind, Function<NamespaceDeclaration, Stream<Declared>> declared) {
    Map<String, String> elsewhere = new HashMap<>();
    for (NamespaceDeclaration namespace : fragment.namespaces()) {
      if (!namespace.name().isEmpty()) {
        declared
            .apply(namespace)
            .forEach(each -> elsewhere.putIfAbsent(each.name(), namespace.name()));
      }
    }
    fragment.namespaces().stream()
        .filter(namespace -> namespace.name().isEmpty())
        .flatMap(declared)
        .filter(each -> elsewhere.containsKey(each.name()))
        .forEach(each ->
            problems.add(
                "schema.shadowed-name",
                each.span(),
                kind
                    + " `"
                    + each.name()
                    + "` of the empty namespace is also declared in `"
                    + elsewhere.get(each.name())
                    + "`",
                "rename one of them"));
  }

  private static Stream<Declared> types(NamespaceDeclaration namespace) {
    return Stream.concat(entityTypes(namespace), commonTypes(namespace));
  }

  private static Stream<Declared> entityTypes(NamespaceDeclaration namespace) {
    return namespace.entityTypes().stream().map(type -> new Declared(type.name(), type.span()));
  }

  private static Stream<Declared> commonTypes(NamespaceDeclaration namespace) {
    return namespace.commonTypes().stream().map(type -> new Declared(type.name(), type.span()));
  }

  private static Stream<Declared> actions(NamespaceDeclaration namespace) {
    return namespace.actions().stream().map(action -> new Declared(action.name(), action.span()));
  }
}
