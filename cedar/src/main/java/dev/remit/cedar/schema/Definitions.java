package dev.remit.cedar.schema;

import dev.remit.cedar.schema.TypeExpression.ReferenceKind;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Every full name that a schema may refer to, those that Cedar brings along among them.
///
/// Source: RFC 24 and `schema/raw_name.rs`. An unqualified name stands for the one in its own
/// namespace, else for the one in the empty namespace; in each a common type goes before an entity
/// type. `__cedar::Long` and its like always exist; `Long` exists unless the empty namespace
/// declares it otherwise.
final class Definitions {
  /// What a reference turned out to name.
  sealed interface Target {
    record Common(String name) implements Target {}

    record EntityOf(Name name) implements Target {}

    record Builtin(SchemaType type) implements Target {}
  }

  private static final int SUGGESTED_MAX = 1_000;
  private static final Map<String, SchemaType> BUILTINS = builtins();

  private final Set<String> commonTypes = new HashSet<>();
  private final Set<String> entityTypes = new HashSet<>();
  private final Set<String> actionTypes = new HashSet<>();
  private final Set<EntityUid> actions = new HashSet<>();

  private static Map<String, SchemaType> builtins() {
    Map<String, SchemaType> builtins = new HashMap<>();
    for (SchemaType.Primitive type : SchemaType.Primitive.values()) {
      builtins.put(type.text(), type);
    }
    for (SchemaType.Extension type : SchemaType.Extension.values()) {
      builtins.put(type.text(), type);
    }
    return Map.copyOf(builtins);
  }

  Definitions(SchemaFragment fragment) {
    for (NamespaceDeclaration namespace : fragment.namespaces()) {
      namespace.commonTypes().forEach(type -> commonTypes.add(namespace.qualify(type.name())));
      namespace.entityTypes().forEach(type -> entityTypes.add(namespace.qualify(type.name())));
      for (ActionDeclaration action : namespace.actions()) {
        actions.add(uid(namespace, action));
        actionTypes.add(namespace.qualify("Action"));
      }
    }
  }

  static EntityUid uid(NamespaceDeclaration namespace, ActionDeclaration action) {
    return new EntityUid(new Name(namespace.qualify("Action")), action.name());
  }

  /// What `name` stands for in `namespace`, or null if nothing of that kind.
  @Nullable Target find(NamespaceDeclaration namespace, Name name, ReferenceKind kind) {
    for (String candidate : candidates(namespace, name)) {
      Target target = target(candidate, kind);
      if (target != null) {
        return target;
      }
    }
    return null;
  }

  private @Nullable Target target(String candidate, ReferenceKind kind) {
    if (kind != ReferenceKind.ENTITY) {
      if (commonTypes.contains(candidate)) {
        return new Target.Common(candidate);
      }
      SchemaType builtin = builtin(candidate);
      if (builtin != null) {
        return new Target.Builtin(builtin);
      }
    }
    boolean entity = entityTypes.contains(candidate) || actionTypes.contains(candidate);
    return kind != ReferenceKind.COMMON && entity ? new Target.EntityOf(new Name(candidate)) : null;
  }

  private @Nullable SchemaType builtin(String candidate) {
    if (candidate.startsWith("__cedar::")) {
      return BUILTINS.get(candidate.substring("__cedar::".length()));
    }
    return entityTypes.contains(candidate) ? null : BUILTINS.get(candidate);
  }

  /// The declared entity type that `name` stands for in `namespace`, or null. Types of actions are
  /// not declared.
  @Nullable Name findDeclaredEntityType(NamespaceDeclaration namespace, Name name) {
    return find(namespace, name, ReferenceKind.ENTITY) instanceof Target.EntityOf(Name found)
            && entityTypes.contains(found.value())
        ? found
        : null;
  }

  /// The action that a group is named by in `namespace`, or null.
  @Nullable EntityUid findAction(
      NamespaceDeclaration namespace, ActionDeclaration.ActionReference reference) {
    TypeName type = reference.type();
    Name name = type == null ? new Name("Action") : type.name();
    return candidates(namespace, name).stream()
        .map(candidate -> new EntityUid(new Name(candidate), reference.id()))
        .filter(actions::contains)
        .findFirst()
        .orElse(null);
  }

  private static List<String> candidates(NamespaceDeclaration namespace, Name name) {
    String full = namespace.qualify(name.value());
    boolean qualified = !name.namespace().isEmpty();
    return qualified || full.equals(name.value())
        ? List.of(name.value())
        : List.of(full, name.value());
  }

  /// What might have been meant by an unknown name of this kind, sorted, and not all of very many.
  List<String> known(ReferenceKind kind) {
    Set<String> known = new TreeSet<>();
    if (kind != ReferenceKind.ENTITY) {
      known.addAll(commonTypes);
      known.addAll(BUILTINS.keySet());
    }
    if (kind != ReferenceKind.COMMON) {
      known.addAll(entityTypes);
    }
    return known.stream().limit(SUGGESTED_MAX).toList();
  }

  /// The ids of the actions, sorted, and not all of very many.
  List<String> knownActions() {
    return actions.stream().map(EntityUid::id).distinct().sorted().limit(SUGGESTED_MAX).toList();
  }
}
