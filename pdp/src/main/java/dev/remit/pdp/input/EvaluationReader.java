package dev.remit.pdp.input;

import dev.remit.cedar.json.Json;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;

/// Reads one AuthZEN evaluation request. Members that the specification does not name are ignored,
/// as it asks.
///
/// Source: OpenID AuthZEN Authorization API 1.0, access evaluation request.
final class EvaluationReader {
  private EvaluationReader() {}

  static RawRequest read(String origin, Json.JsonObject request) throws Misshapen {
    return new RawRequest.Evaluation(
        origin,
        entity("subject", request),
        action(request),
        entity("resource", request),
        Members.requireFlat(Members.findObject(request, "", "context"), "context"),
        Provenance.ABSENT);
  }

  private static RawRequest.Named entity(String name, Json.JsonObject request) throws Misshapen {
    Json.JsonObject entity = Members.requireObject(Members.find(request, name), name);
    return new RawRequest.Named(
        Members.requireText(entity, name + ".", "type"),
        Members.requireText(entity, name + ".", "id"),
        properties(entity, name + "."));
  }

  private static RawRequest.Named action(Json.JsonObject request) throws Misshapen {
    Json.JsonObject action = Members.requireObject(Members.find(request, "action"), "action");
    return new RawRequest.Named(
        "Action", Members.requireText(action, "action.", "name"), properties(action, "action."));
  }

  private static Json.JsonObject properties(Json.JsonObject entity, String path) throws Misshapen {
    return Members.requireFlat(Members.findObject(entity, path, "properties"), path + "properties");
  }
}
