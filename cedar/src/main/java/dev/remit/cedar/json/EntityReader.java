package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.RecordValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads single entities, `{"uid": …, "attrs": {…}, "parents": […], "tags": {…}}`, where no schema
/// says what is expected; `tags` may be left out.
final class EntityReader implements EntityReading {
  static final List<String> KNOWN = List.of("uid", "attrs", "parents", "tags");

  private final Diagnostics diagnostics;
  private final UidReader uids;
  private final ValueReader values;

  EntityReader(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    this.uids = new UidReader(diagnostics);
    this.values = new ValueReader(diagnostics, uids);
  }

  @Override
  public @Nullable Entity read(Json json) {
    Members members = Members.of(json, "an entity", KNOWN, diagnostics);
    if (members == null) {
      return null;
    }
    EntityUid uid = uids.read(members.require("uid"));
    RecordValue attributes = values.readRecord(members.require("attrs"), "`attrs` of an entity");
    Set<EntityUid> parents = parents(members.requireArray("parents"), uid);
    Json found = members.find("tags");
    RecordValue tags =
        found == null ? RecordValue.EMPTY : values.readRecord(found, "`tags` of an entity");
    return uid == null || attributes == null || tags == null
        ? null
        : new Entity(uid, attributes, parents, tags);
  }

  private Set<EntityUid> parents(List<Json> names, @Nullable EntityUid child) {
    Set<EntityUid> parents = new LinkedHashSet<>();
    for (Json name : names) {
      EntityUid parent = uids.read(name);
      if (parent != null) {
        parents.add(parent);
        requireAction(name, parent, child);
      }
    }
    return parents;
  }

  private void requireAction(Json name, EntityUid parent, @Nullable EntityUid child) {
    if (child != null && child.type().isAction() && !parent.type().isAction()) {
      diagnostics.add(
          "entity.action-parent",
          name.span(),
          "the action `" + child + "` is in `" + parent + "`, which is no action",
          "put actions in actions only");
    }
  }
}
