package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.schema.EntityType;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.value.EntityUid;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads names of entities and reports those that a schema rules out: an undeclared action, and an
/// id that an enumerated type does not list. Types that it does not declare are let pass.
final class DeclaredUids {
  private static final int SHOWN_MAX = 5;

  private final Diagnostics diagnostics;
  private final UidReader uids;
  private final Schema schema;

  DeclaredUids(Diagnostics diagnostics, UidReader uids, Schema schema) {
    this.diagnostics = diagnostics;
    this.uids = uids;
    this.schema = schema;
  }

  /// The entity that `json` names, in either form; null after a mistake, and for what is absent.
  @Nullable EntityUid read(@Nullable Json json) {
    EntityUid uid = uids.read(json);
    return json == null || uid == null || isPossible(uid, json) ? uid : null;
  }

  private boolean isPossible(EntityUid uid, Json json) {
    if (uid.type().isAction()) {
      return isAction(uid, json);
    }
    EntityType type = schema.findEntityType(uid.type());
    if (type == null || !type.isEnumerated() || type.ids().contains(uid.id())) {
      return true;
    }
    diagnostics.add(
        "schema.enumerated",
        json.span(),
        "there is no `" + uid + "`: the schema lists the entities of its type",
        "write " + shown(type.ids()));
    return false;
  }

  private boolean isAction(EntityUid uid, Json json) {
    if (schema.findAction(uid) != null) {
      return true;
    }
    diagnostics.add(
        "schema.unknown-action",
        json.span(),
        "the schema declares no action `" + uid + "`",
        "declare it, or remove it");
    return false;
  }

  private static String shown(List<String> ids) {
    String first =
        ids.stream()
            .limit(SHOWN_MAX)
            .map(id -> "`" + Shown.of(id) + "`")
            .collect(Collectors.joining(", "));
    return ids.size() > SHOWN_MAX ? first + ", …" : first;
  }
}
