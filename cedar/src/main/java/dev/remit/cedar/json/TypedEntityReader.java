package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.schema.ActionType;
import dev.remit.cedar.schema.EntityType;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.cedar.value.RecordValue;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads single entities of which a schema says what they hold; what does not conform to it is
/// reported. An action must be just as the schema declares it, and the text itself must put it in
/// all the groups that the schema does.
final class TypedEntityReader implements EntityReading {
  private final Diagnostics diagnostics;
  private final Schema schema;
  private final EntityReader untyped;
  private final DeclaredUids uids;
  private final TypedValueReader values;
  private final Map<Name, Set<Name>> ancestors = new HashMap<>();
  private final Map<EntityUid, GivenAction> actions = new LinkedHashMap<>();

  TypedEntityReader(Diagnostics diagnostics, Schema schema) {
    this.diagnostics = diagnostics;
    this.schema = schema;
    this.untyped = new EntityReader(diagnostics);
    UidReader names = new UidReader(diagnostics);
    this.uids = new DeclaredUids(diagnostics, names, schema);
    this.values = new TypedValueReader(diagnostics, uids, new ValueReader(diagnostics, names));
  }

  @Override
  public @Nullable Entity read(Json json) {
    Members members = Members.of(json, "an entity", EntityReader.KNOWN, diagnostics);
    if (members == null) {
      return null;
    }
    Json name = members.require("uid");
    EntityUid uid = uids.read(name);
    if (uid == null || name == null) {
      return null;
    }
    if (uid.type().isAction()) {
      return action(json, name.span());
    }
    EntityType type = schema.findEntityType(uid.type());
    if (type != null) {
      return entity(members, uid, type);
    }
    diagnostics.add(
        "schema.unknown-entity-type",
        name.span(),
        "the schema declares no entity type `" + uid.type() + "`",
        "declare it, or remove `" + uid + "`");
    return null;
  }

  private @Nullable Entity entity(Members members, EntityUid uid, EntityType type) {
    RecordValue attributes =
        values.readRecord(members.require("attrs"), type.shape(), "`" + uid + "`");
    Set<EntityUid> parents = parents(members.requireArray("parents"), uid);
    RecordValue tags = tags(members.find("tags"), uid, type);
    return attributes == null || tags == null ? null : new Entity(uid, attributes, parents, tags);
  }

  private @Nullable RecordValue tags(@Nullable Json json, EntityUid uid, EntityType type) {
    if (json == null || (json instanceof Json.JsonObject object && object.members().isEmpty())) {
      return RecordValue.EMPTY;
    }
    if (type.tags() != null) {
      return values.readTags(json, type.tags());
    }
    diagnostics.add(
        "schema.tags",
        json.span(),
        "entities of type `" + uid.type() + "` have no tags",
        "remove them, or declare them in the schema");
    return null;
  }

  private Set<EntityUid> parents(List<Json> nodes, EntityUid child) {
    Set<Name> allowed = ancestors.computeIfAbsent(child.type(), schema::ancestorTypes);
    Set<EntityUid> parents = new LinkedHashSet<>();
    for (Json node : nodes) {
      EntityUid parent = uids.read(node);
      if (parent != null && !allowed.contains(parent.type())) {
        diagnostics.add(
            "schema.parent",
            node.span(),
            "`" + child + "` cannot be in `" + parent + "`",
            "remove it, or declare the types so in the schema");
      } else if (parent != null) {
        parents.add(parent);
      }
    }
    return parents;
  }

  private @Nullable Entity action(Json json, Span name) {
    Entity action = untyped.read(json);
    if (action != null) {
      actions.putIfAbsent(action.uid(), new GivenAction(action, name));
    }
    return action;
  }

  @Override
  public void end() {
    for (GivenAction given : actions.values()) {
      if (!isAsDeclared(given.action())) {
        diagnostics.add(
            "schema.action",
            given.name(),
            "the action `" + given.action().uid() + "` is not as the schema declares it",
            "leave it out, it is taken from the schema");
      }
    }
  }

  private boolean isAsDeclared(Entity action) {
    return action.attributes().isEmpty()
        && action.tags().isEmpty()
        && groups(action.uid(), this::givenParents)
            .equals(groups(action.uid(), this::declaredParents));
  }

  private Collection<EntityUid> givenParents(EntityUid uid) {
    GivenAction given = actions.get(uid);
    return given == null ? List.of() : given.action().parents();
  }

  private Collection<EntityUid> declaredParents(EntityUid uid) {
    ActionType type = schema.findAction(uid);
    return type == null ? List.of() : type.parents();
  }

  /// An action and all the groups that it is in.
  private static Set<EntityUid> groups(
      EntityUid action, Function<EntityUid, Collection<EntityUid>> parents) {
    Set<EntityUid> groups = new HashSet<>();
    Deque<EntityUid> open = new ArrayDeque<>(List.of(action));
    while (!open.isEmpty()) {
      EntityUid group = open.pop();
      if (groups.add(group)) {
        open.addAll(parents.apply(group));
      }
    }
    return groups;
  }

  /// An action as an entity of the text, `name` being the place of its uid.
  private record GivenAction(Entity action, Span name) {}
}
