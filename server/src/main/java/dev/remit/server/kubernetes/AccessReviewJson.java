package dev.remit.server.kubernetes;

import com.linecorp.armeria.common.HttpStatus;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A `SubjectAccessReview` as an API server sends it. What it says beyond the fields that are read
/// is ignored, as Kubernetes asks; selectors only narrow what is asked, so that leaving them out
/// asks for more.
record AccessReviewJson(String apiVersion, RawRequest.Reviewed user, RawRequest.Access access) {
  private static final String KIND = "SubjectAccessReview";
  private static final String V1 = "authorization.k8s.io/v1";
  private static final String V1_BETA1 = "authorization.k8s.io/v1beta1";

  AccessReviewJson {
    Objects.requireNonNull(apiVersion, "apiVersion");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(access, "access");
  }

  static AccessReviewJson read(Json.JsonObject review) throws Refused {
    String version = text(review, "apiVersion");
    if (!text(review, "kind").equals(KIND) || !(version.equals(V1) || version.equals(V1_BETA1))) {
      throw refused("the body is no `SubjectAccessReview` of `" + V1 + "`");
    }
    Json.JsonObject spec = requireObject(review, "spec");
    return new AccessReviewJson(
        version,
        new RawRequest.Reviewed(
            text(spec, "user"),
            text(spec, "uid"),
            texts(spec, version.equals(V1) ? "groups" : "group"),
            lists(spec, "extra")),
        access(spec));
  }

  private static RawRequest.Access access(Json.JsonObject spec) throws Refused {
    Json.JsonObject object = object(spec, "resourceAttributes");
    Json.JsonObject path = object(spec, "nonResourceAttributes");
    if ((object == null) == (path == null)) {
      throw refused("`spec` has not one of `resourceAttributes` and `nonResourceAttributes`");
    }
    return object != null
        ? new RawRequest.ResourceAccess(
            text(object, "verb"),
            text(object, "group"),
            text(object, "version"),
            text(object, "resource"),
            text(object, "subresource"),
            text(object, "namespace"),
            text(object, "name"))
        : new RawRequest.PathAccess(
            text(Objects.requireNonNull(path, "path"), "verb"), text(path, "path"));
  }

  RawRequest.AccessReview toRequest(String origin) {
    return new RawRequest.AccessReview(origin, user, access, Provenance.ABSENT);
  }

  Json answer(AccessStatus status) {
    return Json.object(
        Member.of("apiVersion", Json.string(apiVersion)),
        Member.of("kind", Json.string(KIND)),
        Member.of("status", status.toJson()));
  }

  /// Null where it is absent.
  private static Json.@Nullable JsonObject object(Json.JsonObject parent, String name)
      throws Refused {
    return switch (parent.find(name)) {
      case null -> null;
      case Json.JsonNull _ -> null;
      case Json.JsonObject object -> object;
      case Json other -> throw wrong(name, other);
    };
  }

  private static Json.JsonObject requireObject(Json.JsonObject parent, String name) throws Refused {
    Json.JsonObject object = object(parent, name);
    if (object == null) {
      throw refused("`" + name + "` is missing");
    }
    return object;
  }

  /// Empty where it is absent.
  private static String text(Json.JsonObject parent, String name) throws Refused {
    return switch (parent.find(name)) {
      case null -> "";
      case Json.JsonNull _ -> "";
      case Json.JsonString string -> string.value();
      case Json other -> throw wrong(name, other);
    };
  }

  private static List<String> texts(Json.JsonObject parent, String name) throws Refused {
    return switch (parent.find(name)) {
      case null -> List.of();
      case Json.JsonNull _ -> List.of();
      case Json.JsonArray array -> {
        List<String> texts = new ArrayList<>();
        for (Json element : array.elements()) {
          if (!(element instanceof Json.JsonString string)) {
            throw wrong(name, element);
          }
          texts.add(string.value());
        }
        yield texts;
      }
      case Json other -> throw wrong(name, other);
    };
  }

  private static SortedMap<String, List<String>> lists(Json.JsonObject parent, String name)
      throws Refused {
    SortedMap<String, List<String>> lists = new TreeMap<>();
    Json.JsonObject object = object(parent, name);
    if (object != null) {
      for (Member member : object.members()) {
        lists.put(member.name(), texts(object, member.name()));
      }
    }
    return lists;
  }

  private static Refused wrong(String name, Json found) {
    return refused("`" + name + "` is or has " + found.kind());
  }

  private static Refused refused(String what) {
    return new Refused(
        new Problem(
            HttpStatus.BAD_REQUEST,
            "request.malformed",
            what + "; send it as the Kubernetes API reference has it"));
  }
}
