package dev.remit.server.authzen;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The texts of `@obligation` annotations as obligations, each `{id, type, properties}`.
///
/// A text is the type, which is the id too, or a JSON object with a `type` and, if wanted, an `id`
/// and `properties`. Any other text is a type as it stands, which no enforcement point knows: it
/// denies. An id that was taken gets a number, because ids are unique within an answer.
///
/// Source: draft AuthZEN Obligations Profile 1.0, the obligation object.
final class ObligationJson {
  private ObligationJson() {}

  static Json.JsonArray write(List<String> texts) {
    Set<String> taken = new HashSet<>();
    List<Json> written = new ArrayList<>(texts.size());
    for (String text : texts) {
      written.add(obligation(text, taken));
    }
    return Json.array(written);
  }

  private static Json obligation(String text, Set<String> taken) {
    Json.JsonObject object = find(text);
    if (object == null) {
      return obligation(unique(text, taken), text, Json.object());
    }
    String type = Objects.requireNonNull(text(object, "type"), "type");
    String id = Objects.requireNonNullElse(text(object, "id"), type);
    Json properties = Objects.requireNonNullElse(object.find("properties"), Json.object());
    return obligation(unique(id, taken), type, properties);
  }

  private static Json obligation(String id, String type, Json properties) {
    return Json.object(
        Member.of("id", Json.string(id)),
        Member.of("type", Json.string(type)),
        Member.of("properties", properties));
  }

  /// Null for a text that is no JSON object with a type and a shape that is known.
  private static Json.@Nullable JsonObject find(String text) {
    if (!text.startsWith("{")) {
      return null;
    }
    try {
      return JsonReader.read(new Source("obligation", text)) instanceof Json.JsonObject object
              && text(object, "type") != null
              && isAbsentOr(object.find("id"), Json.JsonString.class)
              && isAbsentOr(object.find("properties"), Json.JsonObject.class)
          ? object
          : null;
    } catch (SyntaxException _) {
      return null;
    }
  }

  private static boolean isAbsentOr(@Nullable Json json, Class<? extends Json> kind) {
    return json == null || kind.isInstance(json);
  }

  private static @Nullable String text(Json.JsonObject object, String name) {
    return object.find(name) instanceof Json.JsonString string ? string.value() : null;
  }

  private static String unique(String id, Set<String> taken) {
    String unique = id;
    for (int number = 2; !taken.add(unique); number++) {
      unique = id + "-" + number;
    }
    return unique;
  }
}
