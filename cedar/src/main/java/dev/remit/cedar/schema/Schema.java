package dev.remit.cedar.schema;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.cedar.value.RecordValue;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A schema that holds together: every name resolved, no two declarations in each other's way.
/// Immutable.
///
/// Two schemas are equal if they mean the same: the same entity types and the same actions. How
/// each was written is its [#fragment].
public final class Schema {
  /// The schema that declares nothing.
  public static final Schema EMPTY =
      new Schema(new SchemaFragment(List.of()), new TreeMap<>(), new TreeMap<>());

  private final SchemaFragment fragment;
  private final NavigableMap<Name, EntityType> entityTypes;
  private final NavigableMap<EntityUid, ActionType> actions;

  Schema(
      SchemaFragment fragment,
      NavigableMap<Name, EntityType> entityTypes,
      NavigableMap<EntityUid, ActionType> actions) {
    this.fragment = fragment;
    this.entityTypes = Collections.unmodifiableNavigableMap(entityTypes);
    this.actions = Collections.unmodifiableNavigableMap(actions);
  }

  /// The schema that `fragment` declares; `source` is what its spans refer to.
  ///
  /// Throws [SyntaxException] with every name that is unknown, declared twice or in another's way.
  public static Schema of(SchemaFragment fragment, Source source) throws SyntaxException {
    return new SchemaResolver(fragment, source).resolve();
  }

  public SchemaFragment fragment() {
    return fragment;
  }

  /// Sorted by name. The types of actions are not among them.
  public Collection<EntityType> entityTypes() {
    return entityTypes.values();
  }

  /// The entity type, or null if the schema does not declare it.
  public @Nullable EntityType findEntityType(Name name) {
    return entityTypes.get(name);
  }

  /// Sorted by uid.
  public Collection<ActionType> actions() {
    return actions.values();
  }

  /// The action, or null if the schema does not declare it.
  public @Nullable ActionType findAction(EntityUid uid) {
    return actions.get(uid);
  }

  /// The types that an entity of this type may be in, however far up; itself only where the types
  /// form a loop. Empty for an unknown type. `O(types)`.
  public NavigableSet<Name> ancestorTypes(Name name) {
    NavigableSet<Name> ancestors = new TreeSet<>();
    Deque<Name> open = new ArrayDeque<>(List.of(name));
    while (!open.isEmpty()) {
      EntityType type = entityTypes.get(open.pop());
      if (type != null) {
        type.parents().stream().filter(ancestors::add).forEach(open::push);
      }
    }
    return ancestors;
  }

  /// The actions and their groups as entities, each with its direct parents, sorted by uid.
  public List<Entity> actionEntities() {
    return actions.values().stream()
        .map(action ->
            new Entity(action.uid(), RecordValue.EMPTY, action.parents(), RecordValue.EMPTY))
        .toList();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Schema that
            && entityTypes.equals(that.entityTypes)
            && actions.equals(that.actions));
  }

  @Override
  public int hashCode() {
    return Objects.hash(entityTypes, actions);
  }

  @Override
  public String toString() {
    return "schema of " + entityTypes.size() + " entity types, " + actions.size() + " actions";
  }
}
