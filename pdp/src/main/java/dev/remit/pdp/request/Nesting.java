package dev.remit.pdp.request;

import dev.remit.cedar.json.Json;

/// How deep a caller's JSON may be: well below what readers of JSON and of values bound, so that a
/// record, which holds it deeper, can always be read back.
public final class Nesting {
  /// Levels of objects and arrays of the arguments of a call, of a context or of properties.
  public static final int LEVELS_MAX = 32;

  private Nesting() {}

  /// Whether `json` has more levels than that.
  public static boolean isTooDeep(Json json) {
    return isDeeper(json, LEVELS_MAX);
  }

  private static boolean isDeeper(Json json, int levels) {
    return switch (json) {
      case Json.JsonObject object ->
          levels == 0
              || object.members().stream().anyMatch(member -> isDeeper(member.value(), levels - 1));
      case Json.JsonArray array ->
          levels == 0
              || array.elements().stream().anyMatch(element -> isDeeper(element, levels - 1));
      case Json.JsonString _,
          Json.JsonInteger _,
          Json.JsonNumber _,
          Json.JsonBool _,
          Json.JsonNull _ ->
          false;
    };
  }

  static void require(Json json) {
    if (isTooDeep(json)) {
      throw new IllegalArgumentException("nested more than " + LEVELS_MAX + " deep");
    }
  }
}
