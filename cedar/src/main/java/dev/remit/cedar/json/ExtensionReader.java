package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.value.DatetimeValue;
import dev.remit.cedar.value.DecimalValue;
import dev.remit.cedar.value.DurationValue;
import dev.remit.cedar.value.ExtensionValue;
import dev.remit.cedar.value.IpAddressValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads values of extension types: what stands in an `__extn` escape, or the text alone where the
/// type is known.
///
/// Cedar's own reader lets any extension function stand there; only those that make a value of an
/// extension type are read here.
final class ExtensionReader {
  private static final List<String> KNOWN = List.of("fn", "arg", "args");

  private final Diagnostics diagnostics;

  ExtensionReader(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /// What stands in an `__extn` escape: a function's name and its arguments.
  record Call(Json.JsonString function, List<Json> arguments) {}

  /// `{"fn": "…", "arg": "…"}` or `{"fn": "…", "args": […]}`; null after a mistake.
  @Nullable Call call(Json json) {
    Members members = Members.of(json, "a call of an extension", KNOWN, diagnostics);
    if (members == null) {
      return null;
    }
    Json.JsonString function = members.requireString("fn");
    List<Json> arguments = arguments(members);
    return function == null || arguments == null ? null : new Call(function, arguments);
  }

  /// The value that a call makes; null after a mistake.
  @Nullable ExtensionValue read(Json json) {
    Call call = call(json);
    if (call == null) {
      return null;
    }
    if (call.function.value().equals("offset")) {
      return offset(json, call.arguments);
    }
    if (call.arguments.size() == 1 && call.arguments.getFirst() instanceof Json.JsonString text) {
      return construct(call.function, text);
    }
    diagnostics.add(
        "value.extension",
        json.span(),
        "`" + Shown.of(call.function.value()) + "` takes one string",
        "write `{\"fn\": \"ip\", \"arg\": \"10.0.0.1\"}`");
    return null;
  }

  private @Nullable List<Json> arguments(Members members) {
    Json several = members.find("args");
    if (several == null) {
      Json only = members.require("arg");
      return only == null ? null : List.of(only);
    }
    if (members.find("arg") != null) {
      diagnostics.add(
          "value.extension",
          several.span(),
          "a call of an extension has both `arg` and `args`",
          "remove one of them");
      return null;
    }
    return members.array("args", several);
  }

  private @Nullable ExtensionValue construct(Json.JsonString function, Json.JsonString text) {
    return switch (function.value()) {
      case "ip", "decimal", "datetime", "duration" ->
          construct(function.value(), text.value(), text.span());
      default -> {
        diagnostics.add(
            "value.extension",
            function.span(),
            "`" + Shown.of(function.value()) + "` makes no value that can be written here",
            "write `ip`, `decimal`, `datetime` or `duration`");
        yield null;
      }
    };
  }

  /// The value that a constructor makes of a text; null, and a report, if it refuses the text.
  @Nullable ExtensionValue construct(String constructor, String text, Span span) {
    Optional<? extends ExtensionValue> value =
        switch (constructor) {
          case "ip" -> IpAddressValue.parse(text);
          case "decimal" -> DecimalValue.parse(text);
          case "datetime" -> DatetimeValue.parse(text);
          case "duration" -> DurationValue.parse(text);
          default -> throw new IllegalArgumentException("no constructor: " + constructor);
        };
    if (value.isEmpty()) {
      diagnostics.add(
          "value.extension",
          span,
          "`" + Shown.of(text) + "` is no " + constructor,
          example(constructor));
    }
    return value.isEmpty() ? null : value.get();
  }

  private static String example(String constructor) {
    return switch (constructor) {
      case "ip" -> "write an address or a range, as `10.0.0.1` or `10.0.0.0/8`";
      case "decimal" -> "write one to four fraction digits, as `12.50`";
      case "datetime" -> "write `2024-10-15` or `2024-10-15T11:35:00Z`";
      case "duration" -> "write units in the order d h m s ms, as `1d12h`";
      default -> "";
    };
  }

  /// The datetimes before the year 0 and after 9999 are written as an offset from another.
  private @Nullable ExtensionValue offset(Json json, List<Json> arguments) {
    if (arguments.size() == 2
        && nested(arguments.getFirst()) instanceof DatetimeValue datetime
        && nested(arguments.getLast()) instanceof DurationValue duration) {
      Optional<DatetimeValue> sum = datetime.offset(duration);
      if (sum.isPresent()) {
        return sum.get();
      }
    }
    diagnostics.add(
        "value.extension",
        json.span(),
        "`offset` takes a datetime and a duration whose sum has 64 bits",
        "");
    return null;
  }

  private @Nullable ExtensionValue nested(Json json) {
    Json.Member escape = JsonEscapes.find(json);
    // INVARIANT: the depth of JSON is bounded, and so is this recursion.
    return escape != null && escape.name().equals(JsonEscapes.EXTENSION)
        ? read(escape.value())
        : null;
  }
}
