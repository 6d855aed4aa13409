package dev.remit.store.query;

import dev.remit.cedar.value.EntityUid;
import dev.remit.store.row.Column;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/// What a record has to be like to be selected. What is looked for is a parameter and never part of
/// the SQL.
public final class Condition {
  /// How much a clock that says when records are decided may be ahead of the one that says when
  /// they are received.
  static final Duration CLOCKS_APART_MAX = Duration.ofDays(1);

  private static final int UUID_TIME_SHIFT = 16;

  private final String sql;
  private final List<Object> parameters;

  private Condition(String sql, Object... parameters) {
    this.sql = sql;
    this.parameters = List.of(parameters);
  }

  /// One record. Its id says when it was made, so that little of the log is read.
  public static Condition id(UUID id) {
    Instant made = Instant.ofEpochMilli(id.getMostSignificantBits() >>> UUID_TIME_SHIFT);
    return new Condition(
        "received_date >= ? AND id = ?", day(made.minus(CLOCKS_APART_MAX)), id.toString());
  }

  /// By their numbers in the log, both ends among them.
  public static Condition numbered(long first, long last) {
    return new Condition("sequence BETWEEN ? AND ?", first, last);
  }

  public static Condition principal(EntityUid uid) {
    return new Condition("principal_type = ? AND principal_id = ?", uid.type().value(), uid.id());
  }

  /// Of any type.
  public static Condition principal(String id) {
    return new Condition("principal_id = ?", id);
  }

  public static Condition action(EntityUid uid) {
    return new Condition("action_type = ? AND action_id = ?", uid.type().value(), uid.id());
  }

  /// Of any type.
  public static Condition action(String id) {
    return new Condition("action_id = ?", id);
  }

  /// It is the resource, or one of several.
  public static Condition resource(EntityUid uid) {
    return new Condition(
        "(resource_type = ? AND resource_id = ?) OR list_contains(resources, ?)",
        uid.type().value(),
        uid.id(),
        uid.toString());
  }

  /// Of any type.
  public static Condition resource(String id) {
    String typed = EntityUid.of("T", id).toString();
    return new Condition(
        "resource_id = ? OR len(list_filter(resources, lambda r: ends_with(r, ?))) > 0",
        id,
        typed.substring(1));
  }

  /// Received from then on is all that was decided from then on, whatever the clocks differ.
  public static Condition since(Instant first) {
    return new Condition(
        "received_date >= ? AND \"time\" >= ?", day(first.minus(CLOCKS_APART_MAX)), time(first));
  }

  /// Decided before.
  public static Condition before(Instant end) {
    return new Condition("\"time\" < ?", time(end));
  }

  /// The code of the first reason, or the id of any policy that determined the outcome.
  public static Condition reason(String codeOrPolicy) {
    return new Condition("reason = ? OR list_contains(policies, ?)", codeOrPolicy, codeOrPolicy);
  }

  /// A column of text, which holds just that.
  public static Condition is(Column column, String value) {
    return new Condition('"' + column.title() + "\" = ?", value);
  }

  private static LocalDate day(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  String sql() {
    return sql;
  }

  /// In the order of the question marks.
  List<Object> parameters() {
    return parameters;
  }
}
