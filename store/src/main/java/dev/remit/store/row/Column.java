package dev.remit.store.row;

import java.util.List;

/// A column of the log's table, in the order of the table. What each holds is in the module's
/// README.
///
/// The table is published: a column is never renamed, never changes its type and never moves; new
/// ones are optional, come last and raise [#SCHEMA_VERSION].
public enum Column {
  SEQUENCE("sequence", ColumnType.WHOLE),
  RECEIVED("received", ColumnType.INSTANT),
  CHECKSUM("checksum", ColumnType.WHOLE),
  ID("id", ColumnType.UUID),
  TENANT("tenant", ColumnType.SYMBOL),
  TIME("time", ColumnType.INSTANT),
  KIND("kind", ColumnType.SYMBOL),
  SOURCE("source", ColumnType.SYMBOL, true),
  EVENT_ID("event_id", ColumnType.TEXT, true),
  DUPLICATE("duplicate", ColumnType.FLAG),
  POINT("point", ColumnType.SYMBOL),
  OUTCOME("outcome", ColumnType.SYMBOL),
  REASON("reason", ColumnType.SYMBOL),
  POLICIES("policies", ColumnType.LIST),
  REASONS("reasons", ColumnType.JSON),
  ERRORS("errors", ColumnType.JSON, true),
  OBLIGATIONS("obligations", ColumnType.LIST),
  PRINCIPAL_TYPE("principal_type", ColumnType.SYMBOL),
  PRINCIPAL_ID("principal_id", ColumnType.SYMBOL),
  ACTION_TYPE("action_type", ColumnType.SYMBOL),
  ACTION_ID("action_id", ColumnType.SYMBOL),
  RESOURCE_TYPE("resource_type", ColumnType.SYMBOL, true),
  RESOURCE_ID("resource_id", ColumnType.SYMBOL, true),
  RESOURCES("resources", ColumnType.LIST),
  RESOURCE_OWNER("resource_owner", ColumnType.SYMBOL, true),
  RESOURCE_CLASSIFICATION("resource_classification", ColumnType.SYMBOL, true),
  USER("originating_user", ColumnType.SYMBOL, true),
  USER_STATUS("originating_user_status", ColumnType.SYMBOL),
  AGENT("agent", ColumnType.SYMBOL, true),
  AGENT_STATUS("agent_status", ColumnType.SYMBOL),
  TASK("task", ColumnType.SYMBOL, true),
  TASK_STATUS("task_status", ColumnType.SYMBOL),
  TOOLS("tools", ColumnType.LIST),
  TOOLS_STATUS("tools_status", ColumnType.SYMBOL),
  POSITION("run_position", ColumnType.WHOLE, true),
  POSITION_STATUS("run_position_status", ColumnType.SYMBOL),
  CREDENTIAL("credential", ColumnType.JSON, true),
  ATTEMPT_KEY("attempt_key", ColumnType.TEXT, true),
  VISIBLE_STATUS("visible_status", ColumnType.WHOLE, true),
  LATENCY_NANOS("latency_nanos", ColumnType.WHOLE, true),
  NOW("evaluated_at", ColumnType.INSTANT),
  BUNDLE("bundle", ColumnType.SYMBOL, true),
  ENTITIES_STORE("entities_store", ColumnType.SYMBOL, true),
  ENTITIES_SEQUENCE("entities_sequence", ColumnType.WHOLE, true),
  ENGINE("engine", ColumnType.SYMBOL, true),
  REFUSED_CODE("refused_code", ColumnType.SYMBOL, true),
  REFUSED_TEXT("refused_text", ColumnType.TEXT, true),
  CONTEXT("context", ColumnType.JSON, true),
  OVERLAY("overlay", ColumnType.JSON, true),
  ORIGIN("origin", ColumnType.TEXT, true),
  RAW("raw", ColumnType.JSON, true),
  CHAIN("delegation_chain", ColumnType.LIST, 3),
  CHAIN_STATUS("delegation_chain_status", ColumnType.SYMBOL, 3),
  PURPOSE("purpose", ColumnType.SYMBOL, 3),
  PURPOSE_STATUS("purpose_status", ColumnType.SYMBOL, 3),
  PROMPT("prompt_digest", ColumnType.TEXT, 3),
  PROMPT_STATUS("prompt_digest_status", ColumnType.SYMBOL, 3),
  TRACE("trace_id", ColumnType.TEXT, 3),
  TRACE_STATUS("trace_id_status", ColumnType.SYMBOL, 3),
  OBSERVED_CODE("observed_code", ColumnType.SYMBOL, 3),
  SESSION("session", ColumnType.SYMBOL, 3),
  CLIENT_ADDRESS("client_address", ColumnType.SYMBOL, 3),
  USER_AGENT("user_agent", ColumnType.SYMBOL, 3),
  CHANGE("authority_change", ColumnType.SYMBOL, 3);

  /// Of the table that these columns make. 1 was a line of JSON for each record.
  public static final int SCHEMA_VERSION = 3;

  /// The first that this table had, and so the oldest that is read.
  public static final int SCHEMA_VERSION_MIN = 2;

  /// In the order of the table.
  public static final List<Column> ALL = List.of(values());

  private final String title;
  private final ColumnType type;
  private final boolean optional;
  private final int since;

  Column(String title, ColumnType type) {
    this(title, type, false);
  }

  Column(String title, ColumnType type, boolean optional) {
    this.title = title;
    this.type = type;
    this.optional = optional;
    this.since = SCHEMA_VERSION_MIN;
  }

  /// One that came later; rows of before are without it.
  Column(String title, ColumnType type, int since) {
    this.title = title;
    this.type = type;
    this.optional = true;
    this.since = since;
  }

  /// The columns that tables of a version have: the first of [#ALL].
  public static List<Column> of(int schemaVersion) {
    return ALL.stream().filter(column -> column.since <= schemaVersion).toList();
  }

  /// Whether the log gives the value as it takes a record, so that it is no part of the record.
  public boolean isGivenByLog() {
    return switch (this) {
      case SEQUENCE, RECEIVED, CHECKSUM -> true;
      default -> false;
    };
  }

  /// As the table names it.
  public String title() {
    return title;
  }

  /// Its position in [#ALL].
  @SuppressWarnings("EnumOrdinal") // The order is the table's.
  public int place() {
    return ordinal();
  }

  public ColumnType type() {
    return type;
  }

  /// The version of the schema that brought it.
  public int since() {
    return since;
  }

  /// Whether a row may be without it.
  public boolean isOptional() {
    return optional;
  }
}
