package dev.remit.store.export;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;

/// A record as an event of an OPA decision log, as OPA posts it to a decision log service.
///
/// Source: Open Policy Agent documentation, Decision Logs, "Decision Log Service API" (v1.17).
/// `result` is an object, as of a rule that says more than yes or no; the bundle is called `remit`,
/// since the log knows it by its digest.
public final class OpaJson {
  private static final String PATH = "remit/decision";

  private OpaJson() {}

  public static Json.JsonObject of(Row row) {
    RowJson json = new RowJson(row);
    return RowJson.object(
        Member.of("labels", labels(json)),
        Member.of("decision_id", json.value(Column.ID)),
        Member.of("bundles", bundles(row, json)),
        Member.of("path", Json.string(PATH)),
        Member.of("input", input(row, json)),
        Member.of("result", result(row, json)),
        Member.of("requested_by", json.value(Column.ORIGIN)),
        Member.of("trace_id", json.value(Column.TRACE)),
        Member.of("timestamp", json.value(Column.TIME)),
        Member.of("metrics", metrics(row, json)));
  }

  private static Json labels(RowJson json) {
    return RowJson.object(
        Member.of("app", Json.string("remit")),
        Member.of("id", json.value(Column.POINT)),
        Member.of("version", json.value(Column.ENGINE)),
        Member.of("tenant", json.value(Column.TENANT)),
        Member.of("kind", json.value(Column.KIND)));
  }

  private static Json bundles(Row row, RowJson json) {
    return row.has(Column.BUNDLE)
        ? Json.object(
            Member.of("remit", Json.object(Member.of("revision", json.value(Column.BUNDLE)))))
        : Json.object();
  }

  private static Json input(Row row, RowJson json) {
    return RowJson.object(
        Member.of("principal", json.entity(Column.PRINCIPAL_TYPE, Column.PRINCIPAL_ID)),
        Member.of("action", json.entity(Column.ACTION_TYPE, Column.ACTION_ID)),
        Member.of(
            "resource",
            row.has(Column.RESOURCE_ID)
                ? json.entity(Column.RESOURCE_TYPE, Column.RESOURCE_ID)
                : json.value(Column.RESOURCE_ID)),
        Member.of("resources", json.value(Column.RESOURCES)),
        Member.of("context", json.value(Column.CONTEXT)),
        Member.of("user", json.value(Column.USER)),
        Member.of("agent", json.value(Column.AGENT)),
        Member.of("task", json.value(Column.TASK)),
        Member.of("chain", json.value(Column.CHAIN)),
        Member.of("purpose", json.value(Column.PURPOSE)),
        Member.of("raw", json.value(Column.RAW)));
  }

  private static Json result(Row row, RowJson json) {
    return RowJson.object(
        Member.of("allow", Json.bool(row.text(Column.OUTCOME).equals("permit"))),
        Member.of("reasons", json.value(Column.REASONS)),
        Member.of("errors", json.value(Column.ERRORS)),
        Member.of("obligations", json.value(Column.OBLIGATIONS)));
  }

  private static Json metrics(Row row, RowJson json) {
    return row.has(Column.LATENCY_NANOS)
        ? Json.object(Member.of("timer_server_handler_ns", json.value(Column.LATENCY_NANOS)))
        : Json.object();
  }
}
