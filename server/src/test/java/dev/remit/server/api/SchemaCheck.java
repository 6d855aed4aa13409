package dev.remit.server.api;

import static dev.remit.server.RunningService.member;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether JSON fits a schema, as far as the document uses JSON Schema: references, forms, types,
/// enums, properties, required ones, additional ones and items.
final class SchemaCheck {
  private final Json document;
  private final List<String> mistakes = new ArrayList<>();

  SchemaCheck(Json document) {
    this.document = document;
  }

  /// One for each place that does not fit.
  List<String> mistakes(Json schema, Json value) {
    mistakes.clear();
    check("", (Json.JsonObject) schema, value);
    return List.copyOf(mistakes);
  }

  private void check(String place, Json.JsonObject schema, Json value) {
    if (schema.find("$ref") instanceof Json.JsonString(String to, _)) {
      String name = to.substring(to.lastIndexOf('/') + 1);
      check(place, (Json.JsonObject) member(document, "components", "schemas", name), value);
      return;
    }
    if (schema.find("anyOf") instanceof Json.JsonArray forms) {
      checkForms(place, forms.elements(), value);
    }
    checkType(place, schema.find("type"), value);
    if (schema.find("enum") instanceof Json.JsonArray array && !array.elements().contains(value)) {
      mistakes.add(place + ": " + value + " is none of " + array);
    }
    if (value instanceof Json.JsonObject object) {
      checkMembers(place, schema, object);
    }
    if (value instanceof Json.JsonArray array
        && schema.find("items") instanceof Json.JsonObject items) {
      array.elements().forEach(element -> check(place + "[]", items, element));
    }
  }

  /// Fits one of the forms, or the mistakes of the last are reported.
  private void checkForms(String place, List<Json> forms, Json value) {
    List<String> former = List.copyOf(mistakes);
    for (Json form : forms) {
      mistakes.clear();
      check(place, (Json.JsonObject) form, value);
      if (mistakes.isEmpty()) {
        break;
      }
    }
    mistakes.addAll(0, former);
  }

  private void checkType(String place, @Nullable Json type, Json value) {
    boolean fits =
        switch (type) {
          case null -> true;
          case Json.JsonArray several ->
              several.elements().stream().anyMatch(each -> isOf((Json.JsonString) each, value));
          default -> isOf((Json.JsonString) type, value);
        };
    if (!fits) {
      mistakes.add(place + ": " + value.kind() + " is no " + type);
    }
  }

  private static boolean isOf(Json.JsonString type, Json value) {
    return switch (type.value()) {
      case "object" -> value instanceof Json.JsonObject;
      case "array" -> value instanceof Json.JsonArray;
      case "string" -> value instanceof Json.JsonString;
      case "integer" -> value instanceof Json.JsonInteger;
      case "number" -> value instanceof Json.JsonInteger || value instanceof Json.JsonNumber;
      case "boolean" -> value instanceof Json.JsonBool;
      case "null" -> value instanceof Json.JsonNull;
      default -> throw new AssertionError("no type: " + type);
    };
  }

  private void checkMembers(String place, Json.JsonObject schema, Json.JsonObject object) {
    Json.JsonObject properties =
        schema.find("properties") instanceof Json.JsonObject known ? known : Json.object();
    for (Member each : object.members()) {
      Json property = properties.find(each.name());
      if (property != null) {
        check(place + "." + each.name(), (Json.JsonObject) property, each.value());
      } else if (schema.find("additionalProperties") != null) {
        mistakes.add(place + "." + each.name() + ": is not documented");
      }
    }
    if (schema.find("required") instanceof Json.JsonArray required) {
      for (Json name : required.elements()) {
        if (object.find(((Json.JsonString) name).value()) == null) {
          mistakes.add(place + ": lacks " + name);
        }
      }
    }
  }
}
