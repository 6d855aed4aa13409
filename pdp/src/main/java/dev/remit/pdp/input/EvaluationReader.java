package dev.remit.pdp.input;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.json.Json;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import org.jspecify.annotations.Nullable;

/// Reads one AuthZEN evaluation request. Members that the specification does not name are ignored,
/// as it asks.
///
/// Source: OpenID AuthZEN Authorization API 1.0, access evaluation request.
public final class EvaluationReader {
  private final Json.JsonObject request;
  private final Diagnostics mistakes;

  private EvaluationReader(Json.JsonObject request, Diagnostics mistakes) {
    this.request = request;
    this.mistakes = mistakes;
  }

  /// The request, or null after mistakes, which are added.
  public static RawRequest.@Nullable Evaluation read(
      String origin, Json.JsonObject request, Diagnostics mistakes) {
    return new EvaluationReader(request, mistakes).read(origin);
  }

  private RawRequest.@Nullable Evaluation read(String origin) {
    RawRequest.Named subject = named("subject", "type", "id");
    RawRequest.Named action = named("action", "", "name");
    RawRequest.Named resource = named("resource", "type", "id");
    Json.JsonObject context = Misshapen.collect(mistakes, () -> flat(request, "", "context"));
    return subject == null || action == null || resource == null || context == null
        ? null
        : new RawRequest.Evaluation(origin, subject, action, resource, context, Provenance.ABSENT);
  }

  /// Where there is no member for the type, it is `Action`.
  private RawRequest.@Nullable Named named(String name, String typeName, String idName) {
    Json.JsonObject entity =
        Misshapen.collect(mistakes, () -> Members.requireObject(request, "", name));
    if (entity == null) {
      return null;
    }
    String path = name + ".";
    String type = typeName.isEmpty() ? "Action" : text(entity, path, typeName);
    String id = text(entity, path, idName);
    Json.JsonObject properties =
        Misshapen.collect(mistakes, () -> flat(entity, path, "properties"));
    return type == null || id == null || properties == null
        ? null
        : new RawRequest.Named(type, id, properties);
  }

  private @Nullable String text(Json.JsonObject entity, String path, String name) {
    return Misshapen.collect(mistakes, () -> Members.requireText(entity, path, name));
  }

  private static Json.JsonObject flat(Json.JsonObject parent, String path, String name)
      throws Misshapen {
    return Members.requireFlat(Members.findObject(parent, path, name), path + name);
  }
}
