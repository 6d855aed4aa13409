package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Span;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The members of one object that has a known shape; what does not fit it is reported.
final class Members {
  private final Json.JsonObject object;
  private final String what;
  private final Diagnostics diagnostics;

  private Members(Json.JsonObject object, String what, Diagnostics diagnostics) {
    this.object = object;
    this.what = what;
    this.diagnostics = diagnostics;
  }

  /// The members of `what`, of which no others than `known` are allowed; null if it is no object.
  static @Nullable Members of(Json json, String what, List<String> known, Diagnostics diagnostics) {
    if (json instanceof Json.JsonObject object) {
      Members members = new Members(object, what, diagnostics);
      members.refuseOthers(known);
      return members;
    }
    kind(json, what + " is an object", diagnostics);
    return null;
  }

  /// Reports that `json` is of another kind than `expected` says.
  static void kind(Json json, String expected, Diagnostics diagnostics) {
    diagnostics.add("json.kind", json.span(), expected + ", not " + json.kind(), form(expected));
  }

  private static String form(String expected) {
    if (expected.endsWith("an object")) {
      return "write `{…}`";
    }
    if (expected.endsWith("an array")) {
      return "write `[…]`";
    }
    return expected.endsWith("a boolean") ? "write `true` or `false`" : "write `\"…\"`";
  }

  Span span() {
    return object.span();
  }

  @Nullable Json find(String name) {
    return object.find(name);
  }

  /// The value of a member; its absence is reported.
  @Nullable Json require(String name) {
    Json value = object.find(name);
    if (value == null) {
      Span brace = Span.of(object.span().start(), object.span().start() + 1);
      diagnostics.add("json.missing-member", brace, what + " lacks `" + name + "`", "add it");
    }
    return value;
  }

  /// The only member of `json`, which is `what`; null, and a report, if it is no object with one.
  static Json.@Nullable Member sole(Json json, String what, Diagnostics diagnostics) {
    if (!(json instanceof Json.JsonObject object)) {
      kind(json, what + " is an object", diagnostics);
      return null;
    }
    if (object.members().size() == 1) {
      return object.members().getFirst();
    }
    diagnostics.add(
        "json.members",
        object.span(),
        what + " has one member, not " + object.members().size(),
        "keep the one that names what it does");
    return null;
  }

  /// The value of a member that must be a string.
  Json.@Nullable JsonString requireString(String name) {
    Json value = require(name);
    return value == null ? null : string(name, value);
  }

  private Json.@Nullable JsonString string(String name, Json value) {
    if (value instanceof Json.JsonString string) {
      return string;
    }
    kind(value, "`" + name + "` of " + what + " is a string", diagnostics);
    return null;
  }

  /// The value of a member that must be an array; empty where it is none.
  List<Json> requireArray(String name) {
    Json value = require(name);
    List<Json> elements = value == null ? null : array(name, value);
    return elements == null ? List.of() : elements;
  }

  /// The elements of a member's value; null, and a report, if it is no array.
  @Nullable List<Json> array(String name, Json value) {
    if (value instanceof Json.JsonArray array) {
      return array.elements();
    }
    kind(value, "`" + name + "` of " + what + " is an array", diagnostics);
    return null;
  }

  private void refuseOthers(List<String> known) {
    for (Json.Member member : object.members()) {
      if (!known.contains(member.name())) {
        diagnostics.add(
            "json.unknown-member",
            member.nameSpan(),
            "`" + Shown.of(member.name()) + "` is no member of " + what,
            "remove it; known are "
                + known.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", ")));
      }
    }
  }
}
