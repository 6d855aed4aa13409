package dev.remit.store.row;

import dev.remit.cedar.json.Json;
import org.jspecify.annotations.Nullable;

/// The members of one JSON object of a row; whatever is missing or of another kind makes the row
/// unreadable.
final class Fields {
  private final Json.JsonObject object;
  private final String path;

  Fields(@Nullable Json json, String path) throws UnreadableRow {
    this.object = require(json, path, Json.JsonObject.class);
    this.path = path;
  }

  boolean has(String name) {
    return object.find(name) != null;
  }

  String text(String name) throws UnreadableRow {
    return require(object.find(name), path(name), Json.JsonString.class).value();
  }

  Fields object(String name) throws UnreadableRow {
    return new Fields(object.find(name), path(name));
  }

  Json.JsonObject json(String name) throws UnreadableRow {
    return object(name).object;
  }

  private String path(String name) {
    return path + "." + name;
  }

  private static <T extends Json> T require(@Nullable Json json, String path, Class<T> kind)
      throws UnreadableRow {
    if (kind.isInstance(json)) {
      return kind.cast(json);
    }
    throw new UnreadableRow("`" + path + "` is " + (json == null ? "missing" : json.kind()));
  }
}
