package dev.remit.pdp.mapping;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.cedar.value.Value;
import dev.remit.pdp.request.ClientToken;
import dev.remit.pdp.request.MappedRequest;
import dev.remit.pdp.request.MappedRequest.Refusal;
import dev.remit.pdp.request.RawRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Maps one HTTP request by the rules for them.
///
/// INVARIANT: whatever a server behind the gateway could read in another way is refused before a
/// route is looked for.
final class HttpMapping {
  private static final Name ACTION = new Name("Action");
  private static final EntityUid NOBODY = EntityUid.of("Nobody", "");
  private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z-]{0,31}");
  private static final Pattern HOST =
      Pattern.compile(
          "([a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9])?|\\[[0-9a-f:.]{2,45}])(?::[0-9]{1,5})?");

  /// What stands for bytes that were no text.
  private static final char REPLACEMENT = '\uFFFD';

  private final HttpRules rules;
  private final RawRequest.HttpCall call;

  HttpMapping(HttpRules rules, RawRequest.HttpCall call) {
    this.rules = rules;
    this.call = call;
  }

  MappedRequest map() {
    EntityUid action = new EntityUid(ACTION, call.target().method());
    EntityUid somebody = rules.principal() == null ? NOBODY : uid(rules.principal());
    try {
      requireMethod();
      HttpPath path = HttpPath.parse(call.target().path());
      String host = host();
      requireText("query", call.target().query());
      Match match = find(path, host);
      if (match != null) {
        return map(match, path, host);
      }
      return new MappedRequest.Refused(
          somebody,
          action,
          Refusal.UNMAPPED,
          "the mapping has no route for `"
              + call.target().method()
              + " "
              + path.text()
              + "`; add one to `mapping.http.routes`");
    } catch (UnacceptableValue e) {
      return new MappedRequest.Refused(somebody, action, Refusal.UNACCEPTABLE, e.text());
    }
  }

  /// Whether the route of the request asks for the client's token.
  boolean asksForToken() {
    try {
      Match match = find(HttpPath.parse(call.target().path()), host());
      return match != null
          && match.route().principal().from() instanceof PrincipalRule.Source.Token;
    } catch (UnacceptableValue _) {
      return false;
    }
  }

  /// The route of the request, with the values of its variables.
  private record Match(HttpRoute route, SortedMap<String, String> values) {}

  private @Nullable Match find(HttpPath path, String host) {
    for (HttpRoute route : rules.routes()) {
      if (route.methods().contains(call.target().method())
          && (route.host().isEmpty() || route.host().equals(host))) {
        SortedMap<String, String> values = route.path().match(path);
        if (values != null) {
          return new Match(route, values);
        }
      }
    }
    return null;
  }

  private MappedRequest map(Match match, HttpPath path, String host) throws UnacceptableValue {
    HttpRoute route = match.route();
    MappedRequest.Refused refused = tokenRefused(route);
    if (refused != null) {
      return refused;
    }
    String id = id(route.principal().from());
    if (id == null) {
      return refused(
          route,
          Refusal.NO_PRINCIPAL,
          "the request does not say who acts: "
              + route.principal().from().text()
              + " is missing or there more than once; "
              + help(route.principal().from()));
    }
    return new MappedRequest.Mapped(
        new EntityUid(route.principal().type(), id),
        route.action(),
        List.of(route.resource(match.values())),
        context(match.values(), path, host));
  }

  /// Why the client's token does not name the principal of a route that asks for it; null where it
  /// does, or where there is none.
  private MappedRequest.@Nullable Refused tokenRefused(HttpRoute route) {
    if (!(route.principal().from() instanceof PrincipalRule.Source.Token)) {
      return null;
    }
    return switch (call.presented().token()) {
      case ClientToken.Absent _ -> null;
      case ClientToken.Refused(String _, String text) -> refused(route, Refusal.CREDENTIAL, text);
      case ClientToken.Valid(EntityUid named) ->
          named.type().equals(route.principal().type())
              ? null
              : refused(
                  route,
                  Refusal.UNACCEPTABLE,
                  "the token names a `%s`, and this route is for each `%s`; present one of an issuer of those"
                      .formatted(named.type(), route.principal().type()));
    };
  }

  private static MappedRequest.Refused refused(HttpRoute route, Refusal code, String text) {
    return new MappedRequest.Refused(
        new EntityUid(route.principal().type(), ""), route.action(), code, text);
  }

  private static String help(PrincipalRule.Source from) {
    return switch (from) {
      case PrincipalRule.Source.Token _ -> "send one as `Authorization: Bearer TOKEN`";
      case PrincipalRule.Source.Header _,
          PrincipalRule.Source.Credential _,
          PrincipalRule.Source.Certificate _ ->
          "have the gateway set it";
    };
  }

  private EntityUid uid(PrincipalRule rule) {
    String id = id(rule.from());
    return new EntityUid(rule.type(), id == null ? "" : id);
  }

  /// Null where there is none, or more than one.
  private @Nullable String id(PrincipalRule.Source from) {
    String id =
        switch (from) {
          case PrincipalRule.Source.Header(String name) -> {
            List<String> values = call.headers().getOrDefault(name, List.of());
            yield values.size() == 1 ? values.getFirst() : "";
          }
          case PrincipalRule.Source.Credential _ -> call.presented().credential();
          case PrincipalRule.Source.Certificate _ -> call.presented().certificate();
          case PrincipalRule.Source.Token _ ->
              call.presented().token() instanceof ClientToken.Valid(EntityUid named)
                  ? named.id()
                  : "";
        };
    return id.isBlank() || id.length() > MappingLimits.PRINCIPAL_LENGTH_MAX ? null : id;
  }

  private void requireMethod() throws UnacceptableValue {
    if (!METHOD.matcher(call.target().method()).matches()) {
      throw new UnacceptableValue("the method is none of HTTP's; send it in capital letters");
    }
  }

  /// In lower case and without its port; empty where the request has none.
  private String host() throws UnacceptableValue {
    String host = call.target().host().toLowerCase(Locale.ROOT);
    var parts = HOST.matcher(host);
    if (!host.isEmpty() && !parts.matches()) {
      throw new UnacceptableValue("the host is no name or address; send it in plain form");
    }
    return host.isEmpty() ? host : parts.group(1);
  }

  private static void requireText(String what, Map<String, List<String>> values)
      throws UnacceptableValue {
    for (Map.Entry<String, List<String>> entry : values.entrySet()) {
      if (isBroken(entry.getKey()) || entry.getValue().stream().anyMatch(HttpMapping::isBroken)) {
        throw new UnacceptableValue(
            "the " + what + " has escapes that are no UTF-8 text; send it in plain form");
      }
    }
  }

  private static boolean isBroken(String text) {
    return text.indexOf(REPLACEMENT) >= 0;
  }

  private RecordValue context(SortedMap<String, String> values, HttpPath path, String host)
      throws UnacceptableValue {
    Map<String, Value> request = new TreeMap<>();
    request.put("method", new StringValue(call.target().method()));
    request.put("scheme", new StringValue(call.target().scheme().toLowerCase(Locale.ROOT)));
    request.put("host", new StringValue(host));
    request.put("path", new StringValue(path.text()));
    SortedMap<String, Value> parameters = new TreeMap<>();
    values.forEach((name, value) -> parameters.put(name, new StringValue(value)));
    request.put("parameters", RecordValue.of(parameters));
    request.put("headers", JsonValues.record("headers", headers(), Map.of()));
    request.put("query", JsonValues.record("query", query(), Map.of()));
    return RecordValue.of(Map.of("request", RecordValue.of(request)));
  }

  /// A header that is there more than once is one text, as HTTP has it.
  private Json.JsonObject headers() {
    List<Member> members = new ArrayList<>();
    for (String name : rules.headers()) {
      List<String> values = call.headers().getOrDefault(name, List.of());
      if (!values.isEmpty()) {
        members.add(Member.of(name, Json.string(String.join(", ", values))));
      }
    }
    return Json.object(members);
  }

  private Json.JsonObject query() {
    List<Member> members = new ArrayList<>();
    for (String name : rules.query()) {
      List<String> values = call.target().query().getOrDefault(name, List.of());
      if (!values.isEmpty()) {
        members.add(Member.of(name, Json.array(values.stream().map(Json::string).toList())));
      }
    }
    return Json.object(members);
  }
}
