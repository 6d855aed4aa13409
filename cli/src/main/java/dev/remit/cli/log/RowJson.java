package dev.remit.cli.log;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A row of the log as JSON: a member for each column that has a value.
final class RowJson {
  private RowJson() {}

  static Json.JsonObject of(Row row) {
    List<Json.Member> members = new ArrayList<>();
    for (Column column : Column.ALL) {
      if (row.has(column)) {
        members.add(Json.Member.of(column.title(), value(row, column)));
      }
    }
    return Json.object(members);
  }

  private static Json value(Row row, Column column) {
    return switch (column.type()) {
      case WHOLE -> Json.integer(row.whole(column));
      case INSTANT -> Json.string(Instant.ofEpochMilli(row.whole(column)).toString());
      case FLAG -> Json.bool(row.flag(column));
      case UUID -> Json.string(row.uuid(column).toString());
      case SYMBOL, TEXT -> Json.string(row.text(column));
      case LIST -> Json.array(row.list(column).stream().map(Json::string).toList());
      case JSON -> parsed(row.text(column));
    };
  }

  private static Json parsed(String text) {
    try {
      return JsonReader.read(new Source("record", text));
    } catch (SyntaxException _) {
      return Json.string(text);
    }
  }
}
