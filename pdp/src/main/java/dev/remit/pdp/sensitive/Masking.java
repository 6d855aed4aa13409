package dev.remit.pdp.sensitive;

import dev.remit.cedar.json.Json;
import dev.remit.pdp.request.RawRequest;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

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
      case RawRequest.HttpCall call -> mask(call);
      case RawRequest.AccessReview review -> mask(review);
    };
  }

  /// Headers and query, as policies see them: `context.request.headers.NAME`.
  private RawRequest mask(RawRequest.HttpCall call) {
    RawRequest.Target target = call.target();
    SortedMap<String, List<String>> headers = lists("headers", call.headers());
    SortedMap<String, List<String>> query = lists("query", target.query());
    return headers == call.headers() && query == target.query()
        ? call
        : new RawRequest.HttpCall(
            call.origin(),
            new RawRequest.Target(
                target.method(), target.scheme(), target.host(), target.path(), query),
            headers,
            call.presented(),
            call.provenance());
  }

  private SortedMap<String, List<String>> lists(
      String name, SortedMap<String, List<String>> values) {
    Json.JsonObject written = TextLists.write(values);
    Json.JsonObject masked = inRequest(Json.object(Json.Member.of(name, written)), name);
    return masked == written ? values : TextLists.read(masked);
  }

  /// The extra fields of a user, as policies see them: `context.request.user.extra.NAME`.
  private RawRequest mask(RawRequest.AccessReview review) {
    RawRequest.Reviewed user = review.user();
    Json.JsonObject written = TextLists.write(user.extra());
    Json.JsonObject in =
        Json.object(Json.Member.of("user", Json.object(Json.Member.of("extra", written))));
    Json.JsonObject masked = inRequest(in, "user", "extra");
    return masked == written
        ? review
        : new RawRequest.AccessReview(
            review.origin(),
            new RawRequest.Reviewed(user.name(), user.uid(), user.groups(), TextLists.read(masked)),
            review.access(),
            review.provenance());
  }

  /// What masking makes of the object at `path` of a request; an empty one if it masks it whole.
  private Json.JsonObject inRequest(Json.JsonObject request, String... path) {
    Json at =
        object(Json.object(Json.Member.of("request", request)), SensitivePath.Part.CONTEXT)
            .find("request");
    for (String name : path) {
      at = at instanceof Json.JsonObject object ? object.find(name) : null;
    }
    return at instanceof Json.JsonObject object ? object : Json.object();
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
