package dev.remit.cedar.schema;

import dev.remit.cedar.value.Name;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One entity type of a schema, resolved.
///
/// `parents` are the types that its entities may be directly in. `tags` is null where its entities
/// have no tags. `ids` are the only ids of an enumerated type, in the order of the schema, and
/// empty for every other type.
public record EntityType(
    Name name,
    NavigableSet<Name> parents,
    SchemaType.RecordOf shape,
    @Nullable SchemaType tags,
    List<String> ids) {
  public EntityType {
    Objects.requireNonNull(name, "name");
    parents = Collections.unmodifiableNavigableSet(new TreeSet<>(parents));
    Objects.requireNonNull(shape, "shape");
    ids = List.copyOf(ids);
  }

  /// Whether the schema lists the ids of this type: such entities have no attributes, tags or
  /// parents.
  public boolean isEnumerated() {
    return !ids.isEmpty();
  }
}
