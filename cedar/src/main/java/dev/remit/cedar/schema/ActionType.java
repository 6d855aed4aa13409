package dev.remit.cedar.schema;

import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;

/// One action of a schema, resolved: the groups it is directly in, the types of principal and
/// resource it applies to, and its context. Where either set is empty no request can name it.
public record ActionType(
    EntityUid uid,
    NavigableSet<EntityUid> parents,
    NavigableSet<Name> principals,
    NavigableSet<Name> resources,
    SchemaType.RecordOf context) {
  public ActionType {
    Objects.requireNonNull(uid, "uid");
    parents = Collections.unmodifiableNavigableSet(new TreeSet<>(parents));
    principals = Collections.unmodifiableNavigableSet(new TreeSet<>(principals));
    resources = Collections.unmodifiableNavigableSet(new TreeSet<>(resources));
    Objects.requireNonNull(context, "context");
  }

  /// Whether a request by such a principal on such a resource may name this action.
  public boolean appliesTo(Name principal, Name resource) {
    return principals.contains(principal) && resources.contains(resource);
  }
}
