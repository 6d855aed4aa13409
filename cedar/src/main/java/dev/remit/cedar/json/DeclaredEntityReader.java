package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.value.EntityUid;
import org.jspecify.annotations.Nullable;

/// Reads single entities: as a schema says where it declares their type, as they are written where
/// it does not. Actions are the schema's alone, because they decide what policies are about.
final class DeclaredEntityReader implements EntityReading {
  private final Diagnostics diagnostics;
  private final Schema schema;
  private final EntityReading typed;
  private final EntityReading untyped;

  DeclaredEntityReader(Diagnostics diagnostics, Schema schema) {
    this.diagnostics = diagnostics;
    this.schema = schema;
    this.typed = new TypedEntityReader(diagnostics, schema);
    this.untyped = new EntityReader(diagnostics);
  }

  @Override
  public @Nullable Entity read(Json json) {
    Json name = json instanceof Json.JsonObject object ? object.find("uid") : null;
    EntityUid uid = new UidReader(new Diagnostics(diagnostics.source(), 1)).read(name);
    if (uid == null || name == null) {
      return untyped.read(json); // It reports what is wrong.
    }
    if (uid.type().isAction()) {
      diagnostics.add(
          "entity.action",
          name.span(),
          "`" + uid + "` is an action, and actions are the schema's alone",
          "declare it in the bundle's schema");
      return null;
    }
    return (schema.findEntityType(uid.type()) == null ? untyped : typed).read(json);
  }
}
