package dev.remit.pdp.sensitive;

import dev.remit.cedar.json.Json;
import dev.remit.pdp.request.RawRequest;
import java.util.List;
import java.util.Set;

/// Replaces sensitive values of a request by a marker, before anything else sees them: policies see
/// the marker, and nothing else is kept, so that a replay is exact.
///
/// Values at the paths that a bundle names are masked, and values of any member that is named as a
/// header with credentials, wherever it is. A null stays null. Costs a walk over the request's
/// JSON, and copies only what changes.
@SuppressWarnings("ReferenceEquality") // What did not change is the same object.
public record Masking(List<SensitivePath> paths) {
  public static final int PATHS_MAX = 256;

  /// What is in the place of a masked value.
  public static final String MARKER = "[masked]";

  /// Credentials alone.
  public static final Masking STANDARD = new Masking(List.of());

  public Masking {
    paths = List.copyOf(paths);
    if (paths.size() > PATHS_MAX) {
      throw new IllegalArgumentException(paths.size() + " paths, more than " + PATHS_MAX);
    }
  }

  /// The request without them; the same one if it has none.
  public RawRequest mask(RawRequest raw) {
    return switch (raw) {
      case RawRequest.ToolCall call -> mask(call);
      case RawRequest.Evaluation evaluation -> mask(evaluation);
      case RawRequest.Search search ->
          new RawRequest.Search(
              search.sought(), mask(search.template()), search.from(), search.limit());
    };
  }

  private RawRequest mask(RawRequest.ToolCall call) {
    Json.JsonObject arguments = object(call.arguments(), SensitivePath.Part.ARGUMENTS);
    return arguments == call.arguments()
        ? call
        : new RawRequest.ToolCall(
            call.origin(), call.agent(), call.tool(), arguments, call.provenance());
  }

  private RawRequest.Evaluation mask(RawRequest.Evaluation evaluation) {
    return new RawRequest.Evaluation(
        evaluation.origin(),
        named(evaluation.subject(), SensitivePath.Part.SUBJECT),
        named(evaluation.action(), SensitivePath.Part.ACTION),
        named(evaluation.resource(), SensitivePath.Part.RESOURCE),
        object(evaluation.context(), SensitivePath.Part.CONTEXT),
        evaluation.provenance());
  }

  private RawRequest.Named named(RawRequest.Named named, SensitivePath.Part part) {
    Json.JsonObject properties = object(named.properties(), part);
    return properties == named.properties()
        ? named
        : new RawRequest.Named(named.type(), named.id(), properties);
  }

  private Json.JsonObject object(Json.JsonObject object, SensitivePath.Part part) {
    return FieldWalk.withCredentials(paths, _ -> Json.string(MARKER)).object(object, Set.of(part));
  }
}
