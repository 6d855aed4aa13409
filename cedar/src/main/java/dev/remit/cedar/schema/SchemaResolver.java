package dev.remit.cedar.schema;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.schema.ActionDeclaration.ActionReference;
import dev.remit.cedar.schema.ActionDeclaration.AppliesTo;
import dev.remit.cedar.text.Suggestions;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Makes a [Schema] of a fragment: first the declarations among themselves, then the common types,
/// then the entity types and actions that use them. Every mistake is reported, each once.
final class SchemaResolver {
  private final SchemaFragment fragment;
  private final Diagnostics problems;
  private final Definitions definitions;
  private final TypeResolver types;

  SchemaResolver(SchemaFragment fragment, Source source) {
    this.fragment = fragment;
    this.problems = new Diagnostics(source, Limits.DIAGNOSTICS_MAX);
    this.definitions = new Definitions(fragment);
    this.types = new TypeResolver(definitions, problems);
  }

  Schema resolve() throws SyntaxException {
    new Shadowing(fragment, problems).check();
    // Names that are declared twice would make every later answer ambiguous.
    problems.refuseIfAny();
    types.resolveCommonTypes(fragment);
    NavigableMap<Name, EntityType> entityTypes = new TreeMap<>();
    NavigableMap<EntityUid, ActionType> actions = new TreeMap<>();
    for (NamespaceDeclaration namespace : fragment.namespaces()) {
      for (EntityTypeDeclaration declaration : namespace.entityTypes()) {
        EntityType type = entityType(namespace, declaration);
        entityTypes.put(type.name(), type);
      }
      for (ActionDeclaration declaration : namespace.actions()) {
        ActionType action = action(namespace, declaration);
        actions.put(action.uid(), action);
      }
    }
    addActionCycles(actions);
    problems.refuseIfAny();
    return new Schema(fragment, entityTypes, actions);
  }

  private EntityType entityType(NamespaceDeclaration namespace, EntityTypeDeclaration declaration) {
    Name name = new Name(namespace.qualify(declaration.name()));
    return switch (declaration) {
      case EntityTypeDeclaration.Enumerated enumerated ->
          new EntityType(name, new TreeSet<>(), SchemaType.RecordOf.EMPTY, null, enumerated.ids());
      case EntityTypeDeclaration.Standard standard ->
          new EntityType(
              name,
              entityTypes(namespace, standard.parents(), standard.span()),
              types.record(namespace, standard.shape(), "the shape of an entity type"),
              tags(namespace, standard.tags()),
              List.of());
    };
  }

  private @Nullable SchemaType tags(NamespaceDeclaration namespace, @Nullable TypeExpression tags) {
    return tags == null ? null : types.resolve(namespace, tags);
  }

  private ActionType action(NamespaceDeclaration namespace, ActionDeclaration declaration) {
    EntityUid uid = Definitions.uid(namespace, declaration);
    NavigableSet<EntityUid> parents = new TreeSet<>();
    Span span = declaration.span();
    for (ActionReference reference : types.affordable(declaration.parents(), span)) {
      EntityUid parent = definitions.findAction(namespace, reference);
      if (parent == null) {
        addUnknownAction(reference);
      } else {
        parents.add(parent);
      }
    }
    AppliesTo appliesTo = declaration.appliesTo();
    return appliesTo == null
        ? new ActionType(uid, parents, new TreeSet<>(), new TreeSet<>(), SchemaType.RecordOf.EMPTY)
        : new ActionType(
            uid,
            parents,
            entityTypes(namespace, appliesTo.principals(), span),
            entityTypes(namespace, appliesTo.resources(), span),
            types.record(namespace, appliesTo.context(), "the context of an action"));
  }

  private void addUnknownAction(ActionReference reference) {
    if (problems.isFull()) {
      return;
    }
    TypeName type = reference.type();
    String prefix = type == null ? "" : type + "::";
    problems.add(
        "schema.unknown-action",
        reference.span(),
        "unknown action `" + prefix + reference.id() + "`",
        Suggestions.didYouMean(reference.id(), definitions.knownActions(), "declare it"));
  }

  private NavigableSet<Name> entityTypes(
      NamespaceDeclaration namespace, List<TypeName> names, Span span) {
    NavigableSet<Name> found = new TreeSet<>();
    for (TypeName name : types.affordable(names, span)) {
      Name type = definitions.findDeclaredEntityType(namespace, name.name());
      if (type == null) {
        types.addUnknown(name, TypeExpression.ReferenceKind.ENTITY);
      } else {
        found.add(type);
      }
    }
    return found;
  }

  private void addActionCycles(NavigableMap<EntityUid, ActionType> actions) {
    SequencedMap<EntityUid, Set<EntityUid>> parents = new LinkedHashMap<>();
    actions.values().forEach(action -> parents.put(action.uid(), action.parents()));
    for (List<EntityUid> cycle : Dependencies.sort(parents).cycles()) {
      problems.add(
          "schema.action-cycle",
          span(cycle.getFirst()),
          "action `" + cycle.getFirst() + "` is in itself" + TypeResolver.through(cycle),
          "take one of them out of its group");
    }
  }

  private Span span(EntityUid uid) {
    return fragment.namespaces().stream()
        .filter(namespace -> namespace.qualify("Action").equals(uid.type().value()))
        .flatMap(namespace -> namespace.actions().stream())
        .filter(action -> action.name().equals(uid.id()))
        .map(ActionDeclaration::span)
        .findFirst()
        .orElse(Span.NONE);
  }
}
