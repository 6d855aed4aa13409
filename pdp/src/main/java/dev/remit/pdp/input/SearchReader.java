package dev.remit.pdp.input;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.json.Json;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import dev.remit.pdp.request.RawRequest.Sought;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads one AuthZEN search request. Members that the specification does not name are ignored, and
/// so is the id of what is sought.
///
/// Source: OpenID AuthZEN Authorization API 1.0, search APIs.
public final class SearchReader {
  private final Json.JsonObject request;
  private final Diagnostics mistakes;
  private final EvaluationReader parts;

  private SearchReader(Json.JsonObject request, Diagnostics mistakes) {
    this.request = request;
    this.mistakes = mistakes;
    this.parts = new EvaluationReader(request, mistakes);
  }

  /// A search as it was sent: `token` is empty for the first page.
  public record Sent(RawRequest.Evaluation template, String token, OptionalLong limit) {
    public Sent {
      Objects.requireNonNull(template, "template");
      Objects.requireNonNull(token, "token");
      Objects.requireNonNull(limit, "limit");
    }
  }

  /// The request, or null after mistakes, which are added.
  public static @Nullable Sent read(
      String origin, Sought sought, Json.JsonObject request, Diagnostics mistakes) {
    return new SearchReader(request, mistakes).read(origin, sought);
  }

  private @Nullable Sent read(String origin, Sought sought) {
    RawRequest.Named subject = sought == Sought.SUBJECT ? parts.sought("subject") : parts.subject();
    RawRequest.Named action =
        sought == Sought.ACTION
            ? new RawRequest.Named(EvaluationReader.ACTION, "", Json.object())
            : parts.action();
    RawRequest.Named resource =
        sought == Sought.RESOURCE ? parts.sought("resource") : parts.resource();
    Json.JsonObject context = parts.context();
    Provenance provenance = parts.provenance();
    Json.JsonObject page =
        Misshapen.collect(mistakes, () -> Members.findObject(request, "", "page"));
    String token = page == null ? null : Misshapen.collect(mistakes, () -> token(page));
    OptionalLong limit = page == null ? null : Misshapen.collect(mistakes, () -> limit(page));
    if (subject == null
        || action == null
        || resource == null
        || context == null
        || provenance == null
        || token == null
        || limit == null) {
      return null;
    }
    return new Sent(
        new RawRequest.Evaluation(origin, subject, action, resource, context, provenance),
        token,
        limit);
  }

  private static String token(Json.JsonObject page) throws Misshapen {
    return switch (Members.find(page, "token")) {
      case null -> "";
      case Json.JsonString string -> string.value();
      case Json other ->
          throw new Misshapen(
              other.span(), "`page.token` is " + other.kind(), "write the `next_token` of a page");
    };
  }

  private static OptionalLong limit(Json.JsonObject page) throws Misshapen {
    return switch (Members.find(page, "limit")) {
      case null -> OptionalLong.empty();
      case Json.JsonInteger integer when integer.value() >= 0 -> OptionalLong.of(integer.value());
      case Json other ->
          throw new Misshapen(
              other.span(), "`page.limit` is " + said(other), "write a whole number from 0 on");
    };
  }

  private static String said(Json limit) {
    return switch (limit) {
      case Json.JsonInteger integer -> Long.toString(integer.value());
      case Json.JsonNumber number -> number.literal();
      default -> limit.kind();
    };
  }
}
