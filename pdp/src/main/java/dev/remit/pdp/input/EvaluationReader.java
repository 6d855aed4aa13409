package dev.remit.pdp.input;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.json.Json;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import org.jspecify.annotations.Nullable;

/// Reads one AuthZEN evaluation request. Members that the specification does not name are ignored,
/// as it asks; the member `provenance` is what the caller asserts of where the request comes from.
///
/// Source: OpenID AuthZEN Authorization API 1.0, access evaluation request.
public final class EvaluationReader {
  static final String ACTION = "Action";

  private final Json.JsonObject request;
  private final Diagnostics mistakes;

  EvaluationReader(Json.JsonObject request, Diagnostics mistakes) {
    this.request = request;
    this.mistakes = mistakes;
  }

  /// The request, or null after mistakes, which are added.
  public static RawRequest.@Nullable Evaluation read(
      String origin, Json.JsonObject request, Diagnostics mistakes) {
    return new EvaluationReader(request, mistakes).read(origin);
  }

  private RawRequest.@Nullable Evaluation read(String origin) {
    RawRequest.Named subject = subject();
    RawRequest.Named action = action();
    RawRequest.Named resource = resource();
    Json.JsonObject context = context();
    Provenance provenance = provenance();
    return subject == null
            || action == null
            || resource == null
            || context == null
            || provenance == null
        ? null
        : new RawRequest.Evaluation(origin, subject, action, resource, context, provenance);
  }

  @Nullable Provenance provenance() {
    return ProvenanceReader.read(request, mistakes);
  }

  Json.@Nullable JsonObject context() {
    return Misshapen.collect(mistakes, () -> flat(request, "", "context"));
  }

  RawRequest.@Nullable Named subject() {
    return named("subject", "type", "id");
  }

  RawRequest.@Nullable Named action() {
    return named("action", "", "name");
  }

  RawRequest.@Nullable Named resource() {
    return named("resource", "type", "id");
  }

  /// An entity that is sought: an id is ignored, whatever it is.
  RawRequest.@Nullable Named sought(String name) {
    Json.JsonObject entity = entity(name);
    if (entity == null) {
      return null;
    }
    String type = text(entity, name + ".", "type");
    Json.JsonObject properties = properties(entity, name + ".");
    return type == null || properties == null ? null : new RawRequest.Named(type, "", properties);
  }

  /// Where there is no member for the type, it is `Action`.
  private RawRequest.@Nullable Named named(String name, String typeName, String idName) {
    Json.JsonObject entity = entity(name);
    if (entity == null) {
      return null;
    }
    String path = name + ".";
    String type = typeName.isEmpty() ? ACTION : text(entity, path, typeName);
    String id = text(entity, path, idName);
    Json.JsonObject properties = properties(entity, path);
    return type == null || id == null || properties == null
        ? null
        : new RawRequest.Named(type, id, properties);
  }

  private Json.@Nullable JsonObject entity(String name) {
    return Misshapen.collect(mistakes, () -> Members.requireObject(request, "", name));
  }

  private Json.@Nullable JsonObject properties(Json.JsonObject entity, String path) {
    return Misshapen.collect(mistakes, () -> flat(entity, path, "properties"));
  }

  private @Nullable String text(Json.JsonObject entity, String path, String name) {
    return Misshapen.collect(mistakes, () -> Members.requireText(entity, path, name));
  }

  private static Json.JsonObject flat(Json.JsonObject parent, String path, String name)
      throws Misshapen {
    return Members.requireFlat(Members.findObject(parent, path, name), path + name);
  }
}
