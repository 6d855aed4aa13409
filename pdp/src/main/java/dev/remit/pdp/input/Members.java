package dev.remit.pdp.input;

import dev.remit.cedar.json.Json;
import dev.remit.pdp.request.Nesting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads members of a JSON object whose shape others decide; null counts as absent.
final class Members {
  private Members() {}

  static @Nullable Json find(Json.JsonObject object, String name) {
    Json value = object.find(name);
    return value instanceof Json.JsonNull ? null : value;
  }

  static @Nullable String findText(Json.JsonObject object, String name) {
    return find(object, name) instanceof Json.JsonString string ? string.value() : null;
  }

  static String requireText(Json.JsonObject object, String path, String name) throws Misshapen {
    String text = findText(object, name);
    if (text == null || text.isEmpty()) {
      throw new Misshapen("`" + path + name + "` is not a text; write one");
    }
    return text;
  }

  static Json.JsonObject requireObject(@Nullable Json json, String path) throws Misshapen {
    if (json instanceof Json.JsonObject object) {
      return object;
    }
    String found = json == null ? "missing" : json.kind();
    throw new Misshapen("`" + path + "` is " + found + "; write an object");
  }

  /// An object that the caller made, if it is not too deep to be recorded.
  static Json.JsonObject requireFlat(Json.JsonObject object, String path) throws Misshapen {
    if (Nesting.isTooDeep(object)) {
      throw new Misshapen(
          "`" + path + "` is nested more than " + Nesting.LEVELS_MAX + " deep; flatten it");
    }
    return object;
  }

  /// The object, or an empty one where it is absent.
  static Json.JsonObject findObject(Json.JsonObject parent, String path, String name)
      throws Misshapen {
    Json json = find(parent, name);
    return json == null ? Json.object() : requireObject(json, path + name);
  }

  /// The elements, or none where it is absent.
  static List<Json> findArray(Json.JsonObject parent, String path, String name) throws Misshapen {
    return switch (find(parent, name)) {
      case null -> List.of();
      case Json.JsonArray array -> array.elements();
      case Json other ->
          throw new Misshapen("`" + path + name + "` is " + other.kind() + "; write a list");
    };
  }
}
