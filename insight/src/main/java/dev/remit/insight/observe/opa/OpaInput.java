package dev.remit.insight.observe.opa;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.insight.observe.field.Fields;
import dev.remit.insight.observe.kubernetes.AuditUsers;
import dev.remit.insight.observe.proxy.HttpTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who asked for what, so far as the input of a policy says so by one of the names that are common.
/// Every policy has an input of its own: what cannot be told is `Opa::Unknown`.
///
/// An object names by `type` and `id`, as AuthZEN and Remit have it, else by an id or name. What
/// was erased or masked names nobody, and so does what looks like a token.
final class OpaInput {
  static final EntityUid UNKNOWN = EntityUid.of("Opa::Unknown", "");

  private static final Name PRINCIPAL = new Name("Opa::Principal");
  private static final Name USER = new Name("Opa::User");
  private static final Name RESOURCE = new Name("Opa::Resource");
  private static final Name ACTION = new Name("Action");

  private static final List<String> WHO = List.of("subject", "principal", "identity");
  private static final List<String> USERS = List.of("user", "username", "user_id", "sub");
  private static final List<String> HOW =
      List.of("action", "method", "verb", "operation", "permission");
  private static final List<String> WHAT = List.of("resource", "object", "resource_id");
  private static final List<String> WHERE = List.of("path", "url", "uri");
  private static final String[] NAMES = {"id", "name", "username", "sub", "email", "user_id"};

  private static final Pattern TOKEN =
      Pattern.compile("(?is)(bearer|basic|token) .*|eyJ[\\w-]+\\.[\\w-]+\\..*");

  private final Fields input;
  private final Hidden hidden;

  /// A name, and the place that it was found at; empty where it was not.
  record Found(EntityUid uid, String at) {
    private static final Found NONE = new Found(UNKNOWN, "");
  }

  OpaInput(Fields event, Hidden hidden) {
    this.input = event.object("input");
    this.hidden = hidden;
  }

  /// Whether it is what Envoy asks: then only that is read, since the rest is a client's.
  private Fields envoy() {
    return input.object("attributes");
  }

  Found principal() {
    Fields asked = envoy();
    if (!asked.json().members().isEmpty()) {
      return found(
              "/input/attributes/source/principal",
              asked.object("source").find("principal"),
              PRINCIPAL)
          .orElse(Found.NONE);
    }
    String reviewed = input.object("request").object("userInfo").text("username");
    if (!reviewed.isEmpty() && !hidden.touches("/input/request/userInfo")) {
      return new Found(AuditUsers.named(reviewed), "/input/request/userInfo/username");
    }
    return first(WHO, PRINCIPAL).or(() -> first(USERS, USER)).orElse(Found.NONE);
  }

  Found action() {
    Fields http = envoy().object("request").object("http");
    Optional<Found> method =
        found("/input/attributes/request/http/method", http.find("method"), ACTION);
    if (method.isPresent()) {
      return method.get();
    }
    return first(HOW, ACTION)
        .or(() ->
            found("/input/request/operation", input.object("request").find("operation"), ACTION))
        .orElse(Found.NONE);
  }

  Found resource() {
    Fields http = envoy().object("request").object("http");
    String at = "/input/attributes/request/http/path";
    Optional<Found> path = path(at, http.find("path"), http.text("host"));
    if (path.isPresent()) {
      return path.get();
    }
    Optional<Found> named = first(WHAT, RESOURCE);
    for (String where : WHERE) {
      if (named.isEmpty()) {
        named = path("/input/" + where, input.find(where), input.text("host"));
      }
    }
    return named.orElse(Found.NONE);
  }

  private Optional<Found> first(List<String> names, Name type) {
    for (String name : names) {
      Optional<Found> found = found("/input/" + name, input.find(name), type);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<Found> found(String at, @Nullable Json value, Name type) {
    if (value == null || hidden.touches(at)) {
      return Optional.empty();
    }
    if (value instanceof Json.JsonObject object) {
      return named(new Fields(object), type).map(uid -> new Found(uid, at));
    }
    String text = Fields.text(value);
    return isName(text) ? Optional.of(new Found(new EntityUid(type, text), at)) : Optional.empty();
  }

  private static Optional<EntityUid> named(Fields object, Name type) {
    String id = object.first(NAMES);
    if (!isName(id)) {
      return Optional.empty();
    }
    String own = object.text("type");
    boolean isTyped = object.has("id") && Name.isValid(own);
    return Optional.of(new EntityUid(isTyped ? new Name(own) : type, id));
  }

  private static boolean isName(String text) {
    return !text.isBlank() && !TOKEN.matcher(text).matches();
  }

  /// A path as one text, or as its steps.
  private Optional<Found> path(String at, @Nullable Json value, String host) {
    if (value == null || hidden.touches(at)) {
      return Optional.empty();
    }
    String text = value instanceof Json.JsonArray array ? joined(array) : Fields.text(value);
    return HttpTarget.of("GET", text, host).map(target -> new Found(target.uid(), at));
  }

  private static String joined(Json.JsonArray steps) {
    List<String> texts = new ArrayList<>();
    for (Json step : steps.elements()) {
      texts.add(Fields.text(step));
    }
    return Fields.cut("/" + String.join("/", texts));
  }
}
