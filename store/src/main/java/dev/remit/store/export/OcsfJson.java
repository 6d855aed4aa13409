package dev.remit.store.export;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.UidText;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A record as an OCSF event of class API Activity (6003), with the profile `security_control`.
///
/// Of the classes of OCSF it is the one that says who asked which operation of what and by which
/// authorization it was answered (`actor.authorizations`); Authorize Session (3003) is about the
/// privileges that a new session is given. What OCSF has no attribute for is in `unmapped`.
///
/// Source: Open Cybersecurity Schema Framework 1.8.0, `events/application/api_activity.json`,
/// `objects/`, `profiles/security_control.json` and `dictionary.json`.
public final class OcsfJson {
  /// The version of the schema that the events follow.
  public static final String VERSION = "1.8.0";

  private static final long CATEGORY = 6;
  private static final long CLASS = 6003;
  private static final long OTHER = 99;
  private static final long INFORMATIONAL = 1;
  private static final long USER = 1;
  private static final long SERVICE = 4;
  private static final long TARGET = 1;
  private static final Set<String> PEOPLE = Set.of("User");

  private final Row row;
  private final RowJson json;

  private OcsfJson(Row row) {
    this.row = row;
    this.json = new RowJson(row);
  }

  public static Json.JsonObject of(Row row) {
    return new OcsfJson(row).event();
  }

  private Json.JsonObject event() {
    Answer answer = Answer.of(row);
    return RowJson.object(
        integer("class_uid", CLASS),
        text("class_name", "API Activity"),
        integer("category_uid", CATEGORY),
        text("category_name", "Application Activity"),
        integer("type_uid", CLASS * 100 + OTHER),
        text("type_name", "API Activity: Other"),
        integer("activity_id", OTHER),
        Member.of("activity_name", json.value(Column.ACTION_ID)),
        integer("severity_id", INFORMATIONAL),
        text("severity", "Informational"),
        Member.of("time", Json.integer(row.whole(Column.TIME))),
        text("message", message()),
        integer("status_id", answer.statusId()),
        text("status", answer.status()),
        Member.of("status_code", json.value(Column.REASON)),
        text("status_detail", reasons()),
        integer("action_id", answer.actionId()),
        text("action", answer.action()),
        integer("disposition_id", answer.dispositionId()),
        text("disposition", answer.disposition()),
        Member.of("metadata", metadata()),
        Member.of("actor", actor(answer)),
        Member.of("api", api()),
        Member.of("resources", resources()),
        Member.of("src_endpoint", Json.object(text("name", principal()))),
        Member.of("unmapped", unmapped()));
  }

  /// What became of the request, in the words of OCSF. Of work that was recorded elsewhere nothing
  /// was let through or held up.
  private record Answer(
      long statusId,
      String status,
      long actionId,
      String action,
      long dispositionId,
      String disposition) {
    static Answer of(Row row) {
      boolean permitted = row.text(Column.OUTCOME).equals("permit");
      if (row.text(Column.KIND).equals("search")) {
        return new Answer(1, "Success", OTHER, "Searched", 17, "Logged");
      }
      if (row.text(Column.KIND).equals("task")) {
        return new Answer(
            permitted ? 1 : 2, permitted ? "Success" : "Failure", OTHER, "Noted", 17, "Logged");
      }
      if (!row.text(Column.KIND).equals("decision")) {
        return new Answer(
            permitted ? 1 : 2, permitted ? "Success" : "Failure", OTHER, "Observed", 17, "Logged");
      }
      return permitted
          ? new Answer(1, "Success", 1, "Allowed", 1, "Allowed")
          : new Answer(2, "Failure", 2, "Denied", 2, "Blocked");
    }
  }

  private String principal() {
    return uid(Column.PRINCIPAL_TYPE, Column.PRINCIPAL_ID);
  }

  private String uid(Column type, Column id) {
    return EntityUid.of(row.text(type), row.text(id)).toString();
  }

  private String message() {
    return row.text(Column.OUTCOME)
        + ": "
        + principal()
        + " "
        + uid(Column.ACTION_TYPE, Column.ACTION_ID)
        + " "
        + String.join(", ", row.list(Column.RESOURCES));
  }

  private String reasons() {
    List<String> texts = new ArrayList<>();
    for (Json.JsonObject reason : json.objects(Column.REASONS)) {
      if (reason.find("text") instanceof Json.JsonString text && !text.value().isEmpty()) {
        texts.add(text.value());
      }
    }
    return texts.isEmpty() ? row.text(Column.REASON) : String.join("; ", texts);
  }

  private Json metadata() {
    return RowJson.object(
        text("version", VERSION),
        Member.of(
            "product",
            Json.object(
                text("name", "Remit"),
                text("vendor_name", "Remit"),
                Member.of("version", json.value(Column.ENGINE)))),
        Member.of("profiles", Json.array(List.of(Json.string("security_control")))),
        Member.of("uid", json.value(Column.ID)),
        Member.of("original_event_uid", json.value(Column.EVENT_ID)),
        Member.of("tenant_uid", json.value(Column.TENANT)),
        Member.of("log_name", Json.string("decisions")),
        Member.of("log_version", Json.string(Integer.toString(Column.SCHEMA_VERSION))),
        Member.of("logged_time", Json.integer(row.whole(Column.RECEIVED))),
        Member.of("correlation_uid", json.value(Column.TASK)),
        Member.of("source", json.value(Column.SOURCE)));
  }

  private Json actor(Answer answer) {
    boolean person = PEOPLE.contains(row.text(Column.PRINCIPAL_TYPE));
    return RowJson.object(
        Member.of(
            "user",
            Json.object(
                text("uid", principal()),
                Member.of("name", json.value(Column.PRINCIPAL_ID)),
                integer("type_id", person ? USER : SERVICE),
                text("type", person ? "User" : "Service"))),
        Member.of("app_name", json.value(Column.AGENT)),
        Member.of("authorizations", authorizations(answer)));
  }

  /// One for each policy that determined the answer; without any, the bare answer.
  private Json authorizations(Answer answer) {
    String decision = answer.statusId() == 1 ? "allowed" : "denied";
    List<Json> authorizations = new ArrayList<>();
    for (String policy : row.list(Column.POLICIES)) {
      authorizations.add(
          Json.object(
              text("decision", decision),
              Member.of(
                  "policy",
                  RowJson.object(
                      text("uid", policy),
                      Member.of("version", json.value(Column.BUNDLE)),
                      Member.of("is_applied", Json.bool(true))))));
    }
    if (authorizations.isEmpty()) {
      authorizations.add(Json.object(text("decision", decision)));
    }
    return Json.array(authorizations);
  }

  private Json api() {
    return RowJson.object(
        text("operation", uid(Column.ACTION_TYPE, Column.ACTION_ID)),
        Member.of("service", Json.object(Member.of("name", json.value(Column.POINT)))),
        Member.of(
            "request",
            Json.object(
                Member.of(
                    "uid",
                    json.value(row.has(Column.ATTEMPT_KEY) ? Column.ATTEMPT_KEY : Column.ID)))),
        Member.of(
            "response",
            RowJson.object(
                Member.of("code", json.value(Column.VISIBLE_STATUS)),
                Member.of("message", json.value(Column.OUTCOME)))));
  }

  private Json resources() {
    List<Json> resources = new ArrayList<>();
    for (String uid : row.list(Column.RESOURCES)) {
      resources.add(
          RowJson.object(
              text("uid", uid),
              text("type", UidText.type(uid)),
              integer("role_id", TARGET),
              text("role", "Target")));
    }
    return Json.array(resources);
  }

  private Json unmapped() {
    List<Member> members = new ArrayList<>();
    for (Column column :
        List.of(
            Column.SEQUENCE,
            Column.KIND,
            Column.REASONS,
            Column.ERRORS,
            Column.OBLIGATIONS,
            Column.RESOURCE_OWNER,
            Column.RESOURCE_CLASSIFICATION,
            Column.USER,
            Column.USER_STATUS,
            Column.AGENT_STATUS,
            Column.TASK_STATUS,
            Column.TOOLS,
            Column.TOOLS_STATUS,
            Column.CHAIN,
            Column.CHAIN_STATUS,
            Column.PURPOSE,
            Column.PURPOSE_STATUS,
            Column.PROMPT,
            Column.PROMPT_STATUS,
            Column.TRACE,
            Column.TRACE_STATUS,
            Column.LATENCY_NANOS,
            Column.BUNDLE,
            Column.ENTITIES_STORE,
            Column.ENTITIES_SEQUENCE,
            Column.REFUSED_CODE,
            Column.REFUSED_TEXT,
            Column.CONTEXT,
            Column.ORIGIN,
            Column.RAW)) {
      members.add(Member.of(column.title(), json.value(column)));
    }
    return RowJson.object(members.toArray(Member[]::new));
  }

  private static Member text(String name, String value) {
    return Member.of(name, Json.string(value));
  }

  private static Member integer(String name, long value) {
    return Member.of(name, Json.integer(value));
  }
}
