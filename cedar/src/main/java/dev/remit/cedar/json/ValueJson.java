package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.value.BoolValue;
import dev.remit.cedar.value.DatetimeValue;
import dev.remit.cedar.value.DurationValue;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.ExtensionValue;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.cedar.value.Value;
import java.util.List;

/// Cedar's JSON form of values: booleans, whole numbers, strings, arrays for sets, objects for
/// records, `{"__entity": {"type": …, "id": …}}` and `{"__extn": {"fn": …, "arg": …}}` for the
/// rest.
public final class ValueJson {
  private ValueJson() {}

  /// Throws with every mistake in the text.
  public static Value read(Source source) throws SyntaxException {
    Diagnostics diagnostics = new Diagnostics(source, Limits.DIAGNOSTICS_MAX);
    Value value =
        new ValueReader(diagnostics, new UidReader(diagnostics)).read(JsonReader.read(diagnostics));
    if (value == null || !diagnostics.isEmpty()) {
      throw diagnostics.refused();
    }
    return value;
  }

  /// What [#read] reads back as `value`.
  ///
  /// Throws [IllegalArgumentException] on a record whose only field is named as an escape.
  public static Json write(Value value) {
    return switch (value) {
      case BoolValue(boolean bool) -> Json.bool(bool);
      case LongValue(long number) -> Json.integer(number);
      case StringValue(String text) -> Json.string(text);
      case EntityUid uid -> escape(JsonEscapes.ENTITY, writeUid(uid));
      case SetValue set -> Json.array(set.elements().stream().map(ValueJson::write).toList());
      case RecordValue fields -> writeRecord(fields);
      case ExtensionValue extension -> escape(JsonEscapes.EXTENSION, writeCall(extension));
    };
  }

  /// `{"type": …, "id": …}`.
  public static Json writeUid(EntityUid uid) {
    return Json.object(
        Json.Member.of("type", Json.string(uid.type().value())),
        Json.Member.of("id", Json.string(uid.id())));
  }

  private static Json escape(String name, Json content) {
    return Json.object(Json.Member.of(name, content));
  }

  private static Json writeRecord(RecordValue fields) {
    if (fields.size() == 1 && JsonEscapes.isEscape(fields.names().getFirst())) {
      throw new IllegalArgumentException(
          "a record of `" + fields.names().getFirst() + "` alone has no JSON form");
    }
    return writeFields(fields);
  }

  /// The fields where an object is no escape: attributes, tags, a context.
  static Json writeFields(RecordValue fields) {
    return Json.object(
        fields.fields().entrySet().stream()
            .map(field -> Json.Member.of(field.getKey(), write(field.getValue())))
            .toList());
  }

  private static Json writeCall(ExtensionValue value) {
    if (value instanceof DatetimeValue datetime && !datetime.hasText()) {
      Value start = new DatetimeValue(0);
      Value offset = new DurationValue(datetime.epochMillis());
      return Json.object(
          Json.Member.of("fn", Json.string("offset")),
          Json.Member.of("args", Json.array(List.of(write(start), write(offset)))));
    }
    return Json.object(
        Json.Member.of("fn", Json.string(value.constructor())),
        Json.Member.of("arg", Json.string(value.argument())));
  }
}
