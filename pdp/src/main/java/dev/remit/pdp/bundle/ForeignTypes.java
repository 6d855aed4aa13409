package dev.remit.pdp.bundle;

import dev.remit.cedar.schema.ActionType;
import dev.remit.cedar.schema.EntityType;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.schema.SchemaType;
import dev.remit.cedar.value.Name;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The entity types that decisions about what a part does not own may look at, by the schema: of
/// every action that applies to such a resource, the principals, those resources and what the
/// context holds; and whatever these are in, or name in attributes and tags, however far on.
///
/// Only an entity that a policy names itself is looked at beside them.
final class ForeignTypes {
  private final Schema schema;
  private final Set<Name> found = new HashSet<>();
  private final Deque<Name> open = new ArrayDeque<>();

  private ForeignTypes(Schema schema) {
    this.schema = schema;
  }

  static Set<Name> of(Part part, Schema schema) {
    ForeignTypes types = new ForeignTypes(schema);
    for (ActionType action : schema.actions()) {
      List<Name> foreign =
          action.resources().stream().filter(resource -> !part.owns(resource)).toList();
      if (!foreign.isEmpty()) {
        foreign.forEach(types::add);
        action.principals().forEach(types::add);
        types.addAll(action.context());
      }
    }
    types.follow();
    return types.found;
  }

  private void follow() {
    while (!open.isEmpty()) {
      EntityType type = schema.findEntityType(open.pop());
      if (type != null) {
        type.parents().forEach(this::add);
        addAll(type.shape());
        SchemaType tags = type.tags();
        if (tags != null) {
          addAll(tags);
        }
      }
    }
  }

  private void add(Name type) {
    if (found.add(type)) {
      open.push(type);
    }
  }

  /// A type of a schema is a tree of bounded depth.
  private void addAll(SchemaType type) {
    switch (type) {
      case SchemaType.Entity(Name name) -> add(name);
      case SchemaType.SetOf(SchemaType element) -> addAll(element);
      case SchemaType.RecordOf record ->
          record.attributes().values().forEach(attribute -> addAll(attribute.type()));
      case SchemaType.Primitive _, SchemaType.Extension _ -> {}
    }
  }
}
