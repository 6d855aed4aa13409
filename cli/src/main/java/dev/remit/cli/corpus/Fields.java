package dev.remit.cli.corpus;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes typed things out of JSON; what is not of the type is noted, and something harmless stands
/// in for it until the whole text is refused.
final class Fields {
  private static final EntityUid STAND_IN = EntityUid.of("Unknown", "");

  private final Diagnostics diagnostics;

  Fields(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  void wrong(Span span, String message, String help) {
    diagnostics.add("corpus.shape", span, message, help);
  }

  private <T> T wrongKind(Json json, String expected, T standIn) {
    wrong(json.span(), "expected " + expected + ", found " + json.kind(), "write " + expected);
    return standIn;
  }

  /// The member, or null and a note.
  @Nullable Json require(Json.JsonObject object, String name) {
    Json value = object.find(name);
    if (value == null) {
      wrong(object.span(), "missing `" + name + "`", "add it");
    }
    return value;
  }

  Json.JsonObject object(@Nullable Json json) {
    return switch (json) {
      case null -> Json.object();
      case Json.JsonObject object -> object;
      default -> wrongKind(json, "an object", Json.object());
    };
  }

  List<Json> array(@Nullable Json json) {
    return switch (json) {
      case null -> List.of();
      case Json.JsonArray array -> array.elements();
      default -> wrongKind(json, "an array", List.of());
    };
  }

  String string(@Nullable Json json) {
    return switch (json) {
      case null -> "";
      case Json.JsonString string -> string.value();
      default -> wrongKind(json, "a string", "");
    };
  }

  Set<String> strings(@Nullable Json json) {
    Set<String> strings = new LinkedHashSet<>();
    array(json).forEach(element -> strings.add(string(element)));
    return strings;
  }

  /// `"allow"` is true and `"deny"` false.
  boolean decision(@Nullable Json json) {
    String word = string(json);
    if (json instanceof Json.JsonString && !word.equals("allow") && !word.equals("deny")) {
      wrong(json.span(), "unknown decision `" + word + "`", "write `allow` or `deny`");
    }
    return word.equals("allow");
  }

  /// From `{"type": …, "id": …}`.
  EntityUid uid(@Nullable Json json) {
    if (json == null) {
      return STAND_IN;
    }
    Json.JsonObject object = object(json);
    return uid(require(object, "type"), require(object, "id"));
  }

  EntityUid uid(@Nullable Json type, @Nullable Json id) {
    String name = string(type);
    if (type instanceof Json.JsonString && !Name.isValid(name)) {
      wrong(type.span(), "`" + name + "` is no entity type", "write a name as in `App::User`");
    }
    return Name.isValid(name) ? EntityUid.of(name, string(id)) : STAND_IN;
  }

  /// Elements at positions, as far as a row must have them.
  List<@Nullable Json> row(Json json, int length) {
    List<Json> elements = array(json);
    if (json instanceof Json.JsonArray && elements.size() != length) {
      wrong(json.span(), "a row of " + elements.size(), "write a row of " + length);
    }
    List<@Nullable Json> row = new ArrayList<>(elements);
    while (row.size() < length) {
      row.add(null);
    }
    return row;
  }
}
