package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.schema.SchemaType;
import dev.remit.cedar.value.BoolValue;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.ExtensionValue;
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

/// Reads values of which a schema says the type: an entity and an extension value need no escape,
/// and what does not conform is reported.
///
/// INVARIANT: a type has at most `Limits.VALUE_DEPTH_MAX` levels, and so has what is read by it.
///
/// Source: cedar-policy-core `entities/json/value.rs`, `entities/conformance.rs`.
final class TypedValueReader {
  private final Diagnostics diagnostics;
  private final DeclaredUids uids;
  private final ValueReader values;
  private final ExtensionReader extensions;

  TypedValueReader(Diagnostics diagnostics, DeclaredUids uids, ValueReader values) {
    this.diagnostics = diagnostics;
    this.uids = uids;
    this.values = values;
    this.extensions = new ExtensionReader(diagnostics);
  }

  /// The value, or null after a mistake.
  @Nullable Value read(Json json, SchemaType type) {
    return switch (type) {
      case SchemaType.Primitive primitive -> primitive(json, primitive);
      case SchemaType.Extension extension -> extension(json, extension);
      case SchemaType.Entity entity -> entity(json, entity);
      case SchemaType.SetOf set -> set(json, set);
      case SchemaType.RecordOf record -> readRecord(json, record, "a record");
    };
  }

  private @Nullable Value primitive(Json json, SchemaType.Primitive type) {
    Value value = values.read(json);
    boolean fits =
        switch (type) {
          case BOOL -> value instanceof BoolValue;
          case LONG -> value instanceof LongValue;
          case STRING -> value instanceof StringValue;
        };
    return value == null || fits ? value : mismatch(json, type, "a " + value.kind());
  }

  private @Nullable Value mismatch(Json json, SchemaType type, String found) {
    diagnostics.add(
        "schema.type",
        json.span(),
        "a value of `" + type + "` is due here, not " + found,
        "write one");
    return null;
  }

  private @Nullable Value extension(Json json, SchemaType.Extension type) {
    if (json instanceof Json.JsonString text) {
      return extensions.construct(type.constructor(), text.value(), text.span());
    }
    Json.Member escape = JsonEscapes.find(json);
    boolean escaped = escape != null && escape.name().equals(JsonEscapes.EXTENSION);
    if (!escaped && !(json instanceof Json.JsonObject object && object.find("fn") != null)) {
      return mismatch(json, type, json.kind());
    }
    ExtensionValue value = extensions.read(escape == null ? json : escape.value());
    return value == null || value.constructor().equals(type.constructor())
        ? value
        : mismatch(json, type, "a " + value.kind());
  }

  private @Nullable Value entity(Json json, SchemaType.Entity type) {
    EntityUid uid = uids.read(json);
    return uid == null || uid.type().equals(type.name())
        ? uid
        : mismatch(json, type, "`" + uid + "`");
  }

  private @Nullable Value set(Json json, SchemaType.SetOf type) {
    if (!(json instanceof Json.JsonArray array)) {
      return mismatch(json, type, json.kind());
    }
    List<Value> elements = new ArrayList<>(array.elements().size());
    for (Json element : array.elements()) {
      Value value = read(element, type.element());
      if (value != null) {
        elements.add(value);
      }
    }
    return elements.size() == array.elements().size() ? SetValue.of(elements) : null;
  }

  /// The record that `json` is, which is `what`; null after a mistake, and for what is absent.
  @Nullable RecordValue readRecord(@Nullable Json json, SchemaType.RecordOf type, String what) {
    if (json == null) {
      return null;
    }
    if (!(json instanceof Json.JsonObject object)) {
      Members.kind(json, what + " is an object", diagnostics);
      return null;
    }
    boolean complete = requireAttributes(object, type, what);
    Map<String, Value> fields = HashMap.newHashMap(object.members().size());
    for (Json.Member member : object.members()) {
      Value value = attribute(member, type, what);
      if (value != null) {
        fields.put(member.name(), value);
      }
    }
    return complete && fields.size() == object.members().size() ? RecordValue.of(fields) : null;
  }

  private boolean requireAttributes(Json.JsonObject object, SchemaType.RecordOf type, String what) {
    boolean complete = true;
    for (Map.Entry<String, SchemaType.Attribute> entry : type.attributes().entrySet()) {
      if (entry.getValue().required() && object.find(entry.getKey()) == null) {
        complete = false;
        diagnostics.add(
            "schema.missing-attribute",
            Span.of(object.span().start(), object.span().start() + 1),
            what + " lacks the attribute `" + Shown.of(entry.getKey()) + "`",
            "add it, of type `" + entry.getValue().type() + "`");
      }
    }
    return complete;
  }

  private @Nullable Value attribute(Json.Member member, SchemaType.RecordOf type, String what) {
    SchemaType.Attribute attribute = type.attributes().get(member.name());
    if (attribute != null) {
      return read(member.value(), attribute.type());
    }
    diagnostics.add(
        "schema.unknown-attribute",
        member.nameSpan(),
        "`" + Shown.of(member.name()) + "` is no attribute of " + what,
        "remove it, or declare it in the schema");
    return null;
  }

  /// Tags, all of one type; null after a mistake.
  @Nullable RecordValue readTags(Json json, SchemaType type) {
    if (!(json instanceof Json.JsonObject object)) {
      Members.kind(json, "`tags` of an entity is an object", diagnostics);
      return null;
    }
    Map<String, Value> tags = HashMap.newHashMap(object.members().size());
    for (Json.Member member : object.members()) {
      Value value = read(member.value(), type);
      if (value != null) {
        tags.put(member.name(), value);
      }
    }
    return tags.size() == object.members().size() ? RecordValue.of(tags) : null;
  }
}
