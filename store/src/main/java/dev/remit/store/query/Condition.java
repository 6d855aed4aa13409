package dev.remit.store.query;

import dev.remit.cedar.value.EntityUid;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/// What a record has to be like to be selected: said in SQL, for sealed records, and of a row, for
/// those that are not sealed. What is looked for is a parameter and never part of the SQL.
public final class Condition {
  /// How much a clock that says when records are decided may be ahead of the one that says when
  /// they are received.
  static final Duration CLOCKS_APART_MAX = Duration.ofDays(1);

  private static final int UUID_TIME_SHIFT = 16;

  private final String sql;
  private final Predicate<Row> row;
  private final List<Object> parameters;

  private Condition(String sql, Predicate<Row> row, Object... parameters) {
    this.sql = sql;
    this.row = row;
    this.parameters = List.of(parameters);
  }

  /// One record. Its id says when it was made, so that little of the log is read.
  public static Condition id(UUID id) {
    Instant made = Instant.ofEpochMilli(id.getMostSignificantBits() >>> UUID_TIME_SHIFT);
    return new Condition(
        "received_date >= ? AND id = ?",
        row -> row.uuid(Column.ID).equals(id) && isReceivedFrom(made, row),
        day(made.minus(CLOCKS_APART_MAX)),
        id.toString());
  }

  /// By their numbers in the log, both ends among them.
  public static Condition numbered(long first, long last) {
    return new Condition(
        "sequence BETWEEN ? AND ?",
        row -> row.whole(Column.SEQUENCE) >= first && row.whole(Column.SEQUENCE) <= last,
        first,
        last);
  }

  public static Condition principal(EntityUid uid) {
    return new Condition(
        "principal_type = ? AND principal_id = ?",
        row ->
            uid.id().equals(row.find(Column.PRINCIPAL_ID))
                && uid.type().value().equals(row.find(Column.PRINCIPAL_TYPE)),
        uid.type().value(),
        uid.id());
  }

  /// Of any type.
  public static Condition principal(String id) {
    return new Condition("principal_id = ?", row -> id.equals(row.find(Column.PRINCIPAL_ID)), id);
  }

  public static Condition action(EntityUid uid) {
    return new Condition(
        "action_type = ? AND action_id = ?",
        row ->
            uid.id().equals(row.find(Column.ACTION_ID))
                && uid.type().value().equals(row.find(Column.ACTION_TYPE)),
        uid.type().value(),
        uid.id());
  }

  /// Of any type.
  public static Condition action(String id) {
    return new Condition("action_id = ?", row -> id.equals(row.find(Column.ACTION_ID)), id);
  }

  /// It is the resource, or one of several.
  public static Condition resource(EntityUid uid) {
    return new Condition(
        "(resource_type = ? AND resource_id = ?) OR list_contains(resources, ?)",
        row ->
            (uid.id().equals(row.find(Column.RESOURCE_ID))
                    && uid.type().value().equals(row.find(Column.RESOURCE_TYPE)))
                || row.list(Column.RESOURCES).contains(uid.toString()),
        uid.type().value(),
        uid.id(),
        uid.toString());
  }

  /// Of any type.
  public static Condition resource(String id) {
    String untyped = EntityUid.of("T", id).toString().substring(1);
    return new Condition(
        "resource_id = ? OR len(list_filter(resources, lambda r: ends_with(r, ?))) > 0",
        row ->
            id.equals(row.find(Column.RESOURCE_ID))
                || row.list(Column.RESOURCES).stream().anyMatch(uid -> uid.endsWith(untyped)),
        id,
        untyped);
  }

  /// Received from then on is all that was decided from then on, whatever the clocks differ.
  public static Condition since(Instant first) {
    return new Condition(
        "received_date >= ? AND \"time\" >= ?",
        row -> !decided(row).isBefore(first) && isReceivedFrom(first, row),
        day(first.minus(CLOCKS_APART_MAX)),
        time(first));
  }

  /// Decided before.
  public static Condition before(Instant end) {
    return new Condition("\"time\" < ?", row -> decided(row).isBefore(end), time(end));
  }

  /// What comes after a record in [Selection.Order#NEWEST_FIRST]: the one with this time and
  /// number.
  public static Condition olderThan(Instant time, long sequence) {
    return new Condition(
        "\"time\" < ? OR (\"time\" = ? AND \"sequence\" < ?)",
        row ->
            decided(row).isBefore(time)
                || (decided(row).equals(time) && row.whole(Column.SEQUENCE) < sequence),
        time(time),
        time(time),
        sequence);
  }

  /// The code of the first reason, or the id of any policy that determined the outcome.
  public static Condition reason(String codeOrPolicy) {
    return new Condition(
        "reason = ? OR list_contains(policies, ?)",
        row ->
            codeOrPolicy.equals(row.find(Column.REASON))
                || row.list(Column.POLICIES).contains(codeOrPolicy),
        codeOrPolicy,
        codeOrPolicy);
  }

  /// A column of text, which holds just that.
  public static Condition is(Column column, String value) {
    return new Condition(
        '"' + column.title() + "\" = ?", row -> value.equals(row.find(column)), value);
  }

  private static Instant decided(Row row) {
    return Instant.ofEpochMilli(row.whole(Column.TIME));
  }

  private static boolean isReceivedFrom(Instant first, Row row) {
    Instant received = Instant.ofEpochMilli(row.whole(Column.RECEIVED));
    return !day(received).isBefore(day(first.minus(CLOCKS_APART_MAX)));
  }

  private static LocalDate day(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /// Whether a row is one, as the SQL says it.
  boolean holds(Row candidate) {
    return row.test(candidate);
  }

  /// A truth of SQL over the view `decisions`.
  public String sql() {
    return sql;
  }

  /// In the order of the question marks.
  public List<Object> parameters() {
    return parameters;
  }
}
