package dev.remit.pdp.input;

import dev.remit.cedar.diagnostic.Span;
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
    Json found = find(object, name);
    if (found instanceof Json.JsonString(String text, _) && !text.isEmpty()) {
      return text;
    }
    throw wrong(found, object, path + name, "write a text");
  }

  static Json.JsonObject requireObject(Json.JsonObject parent, String path, String name)
      throws Misshapen {
    Json found = find(parent, name);
    if (found instanceof Json.JsonObject object) {
      return object;
    }
    throw wrong(found, parent, path + name, "write an object");
  }

  static Json.JsonObject requireObject(Json json, String path) throws Misshapen {
    if (json instanceof Json.JsonObject object) {
      return object;
    }
    throw new Misshapen(json.span(), "`" + path + "` is " + json.kind(), "write an object");
  }

  /// An object that the caller made, if it is not too deep to be recorded.
  static Json.JsonObject requireFlat(Json.JsonObject object, String path) throws Misshapen {
    if (Nesting.isTooDeep(object)) {
      throw new Misshapen(
          brace(object),
          "`" + path + "` is nested more than " + Nesting.LEVELS_MAX + " deep",
          "flatten it");
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
          throw new Misshapen(
              other.span(), "`" + path + name + "` is " + other.kind(), "write a list");
    };
  }

  private static Misshapen wrong(
      @Nullable Json found, Json.JsonObject parent, String path, String help) {
    if (found == null) {
      return new Misshapen(brace(parent), "`" + path + "` is missing", help);
    }
    String kind =
        found instanceof Json.JsonString(String text, _) && text.isEmpty() ? "empty" : found.kind();
    return new Misshapen(found.span(), "`" + path + "` is " + kind, help);
  }

  /// Where an object begins.
  static Span brace(Json.JsonObject object) {
    return Span.of(object.span().start(), object.span().start() + 1);
  }
}
