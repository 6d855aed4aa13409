package dev.remit.store.export;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;

/// A record as an object with a member for each column of the table, null where it has no value.
public final class TableJson {
  private TableJson() {}

  public static Json.JsonObject of(Row row) {
    RowJson json = new RowJson(row);
    return Json.object(
        Column.ALL.stream().map(column -> Member.of(column.title(), json.value(column))).toList());
  }
}
