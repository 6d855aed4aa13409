package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.value.BoolValue;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.cedar.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads values as they are written where no schema says what is expected.
final class ValueReader {
  private final Diagnostics diagnostics;
  private final UidReader uids;
  private final ExtensionReader extensions;

  ValueReader(Diagnostics diagnostics, UidReader uids) {
    this.diagnostics = diagnostics;
    this.uids = uids;
    this.extensions = new ExtensionReader(diagnostics);
  }

  /// The value, or null after a mistake.
  @Nullable Value read(Json json) {
    return read(json, 1);
  }

  /// The context that `json` is, which unlike attributes may not be an escape; null after a
  /// mistake.
  @Nullable RecordValue readContext(@Nullable Json json) {
    Json.Member escape = JsonEscapes.find(json);
    if (escape == null) {
      return readRecord(json, "a context");
    }
    diagnostics.add(
        "json.kind",
        escape.nameSpan(),
        "a context is a record, not `" + escape.name() + "`",
        "write its attributes as members");
    return null;
  }

  /// The record of the members of `json`, which is `what`; null after a mistake, and for what is
  /// absent.
  @Nullable RecordValue readRecord(@Nullable Json json, String what) {
    if (json == null) {
      return null;
    }
    if (json instanceof Json.JsonObject object) {
      return record(object, 1);
    }
    Members.kind(json, what + " is an object", diagnostics);
    return null;
  }

  private @Nullable Value read(Json json, int depth) {
    return switch (json) {
      case Json.JsonBool(boolean value, _) -> BoolValue.of(value);
      case Json.JsonInteger(long value, _) -> new LongValue(value);
      case Json.JsonString(String value, _) -> new StringValue(value);
      case Json.JsonNumber number -> refuse(number);
      case Json.JsonNull none -> refuse(none);
      case Json.JsonArray array -> isTooDeep(array, depth) ? null : set(array, depth);
      case Json.JsonObject object -> isTooDeep(object, depth) ? null : object(object, depth);
    };
  }

  private @Nullable Value refuse(Json.JsonNumber number) {
    diagnostics.add(
        "value.number",
        number.span(),
        "`" + Shown.of(number.literal()) + "` is no integer of 64 bits",
        "write a whole number, or a decimal");
    return null;
  }

  private @Nullable Value refuse(Json.JsonNull none) {
    diagnostics.add("value.null", none.span(), "Cedar has no null", "leave the member out");
    return null;
  }

  private boolean isTooDeep(Json json, int depth) {
    if (depth <= Limits.VALUE_DEPTH_MAX) {
      return false;
    }
    diagnostics.add(
        "value.too-deep",
        json.span(),
        "a value nested deeper than " + Limits.VALUE_DEPTH_MAX + " levels",
        "flatten it");
    return true;
  }

  private @Nullable Value set(Json.JsonArray array, int depth) {
    List<Value> elements = new ArrayList<>(array.elements().size());
    for (Json element : array.elements()) {
      Value value = read(element, depth + 1);
      if (value != null) {
        elements.add(value);
      }
    }
    return elements.size() == array.elements().size() ? SetValue.of(elements) : null;
  }

  private @Nullable Value object(Json.JsonObject object, int depth) {
    Json.Member escape = JsonEscapes.find(object);
    return escape == null ? record(object, depth) : unescape(escape);
  }

  private @Nullable Value unescape(Json.Member escape) {
    return switch (escape.name()) {
      case JsonEscapes.ENTITY -> uids.readPlain(escape.value());
      case JsonEscapes.EXTENSION -> extensions.read(escape.value());
      default -> {
        diagnostics.add(
            "value.escape",
            escape.nameSpan(),
            "`" + escape.name() + "` was removed from Cedar",
            "write the value itself, `__entity` or `__extn`");
        yield null;
      }
    };
  }

  private @Nullable RecordValue record(Json.JsonObject object, int depth) {
    Map<String, Value> fields = HashMap.newHashMap(object.members().size());
    for (Json.Member member : object.members()) {
      Value value = read(member.value(), depth + 1);
      if (value != null) {
        fields.put(member.name(), value);
      }
    }
    return fields.size() == object.members().size() ? RecordValue.of(fields) : null;
  }
}
