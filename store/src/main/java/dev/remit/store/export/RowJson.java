package dev.remit.store.export;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonReader;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The values of a row as JSON.
final class RowJson {
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Json NULL = new Json.JsonNull(Span.NONE);

  private final Row row;

  RowJson(Row row) {
    this.row = row;
  }

  /// Null where the row has none; JSON as itself, or as text if it is not.
  Json value(Column column) {
    if (!row.has(column)) {
      return NULL;
    }
    return switch (column.type()) {
      case WHOLE -> Json.integer(row.whole(column));
      case INSTANT -> Json.string(INSTANT.format(Instant.ofEpochMilli(row.whole(column))));
      case FLAG -> Json.bool(row.flag(column));
      case UUID -> Json.string(row.uuid(column).toString());
      case SYMBOL, TEXT -> Json.string(row.text(column));
      case JSON -> parsed(column);
      case LIST -> Json.array(row.list(column).stream().map(Json::string).toList());
    };
  }

  private Json parsed(Column column) {
    String text = row.text(column);
    try {
      return JsonReader.read(new Source(column.title(), text));
    } catch (SyntaxException _) {
      return Json.string(text);
    }
  }

  /// The objects of a column of JSON arrays; none where it is absent or something else.
  List<Json.JsonObject> objects(Column column) {
    return value(column) instanceof Json.JsonArray array
        ? array.elements().stream()
            .filter(Json.JsonObject.class::isInstance)
            .map(Json.JsonObject.class::cast)
            .toList()
        : List.of();
  }

  /// `{type, id}`.
  Json entity(Column type, Column id) {
    return Json.object(Member.of("type", value(type)), Member.of("id", value(id)));
  }

  /// Only those members that are there.
  static Json.JsonObject object(Member... members) {
    List<Member> there = new ArrayList<>();
    for (Member member : members) {
      if (!(member.value() instanceof Json.JsonNull)) {
        there.add(member);
      }
    }
    return Json.object(there);
  }
}
