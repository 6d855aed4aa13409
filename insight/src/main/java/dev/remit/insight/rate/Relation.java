package dev.remit.insight.rate;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.insight.declared.Declarations;
import dev.remit.insight.declared.Declared;
import dev.remit.pdp.record.RecordKind;
import dev.remit.store.query.Condition;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The records of a scope in SQL, and what its question marks stand for.
///
/// Its columns are those of the log, and four more: `moment`, the time, or the hour where it is of
/// counts by hour, and `hour_of`, the hour; `counted` and `copies`, how many it stands for that are
/// no duplicates, and that are. Of counts by hour it has those columns that they have, and all
/// kinds of records: filtering them before they are grouped costs more than grouping them.
record Relation(String sql, List<Object> parameters) {
  static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
  static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private static final String ROLLED_UP =
      "tenant, kind, point, principal_type, principal_id, action_type, action_id, resource_type,"
          + " reason";

  /// All kinds that are in any rate.
  static final String KINDS = list(RecordKind.IN_RATES.stream().map(RecordKind::text).toList());

  Relation {
    Objects.requireNonNull(sql, "sql");
    parameters = List.copyOf(parameters);
  }

  /// Texts as a list of SQL.
  static String list(List<String> texts) {
    return texts.stream()
        .map(text -> "'" + text.replace("'", "''") + "'")
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /// The last multiple of so many milliseconds that is not after a moment in milliseconds.
  static String floor(String moment, long millis) {
    return "%1$s - ((%1$s %% %2$d) + %2$d) %% %2$d".formatted(moment, millis);
  }

  /// From counts by hour; records stand for the hours that the scope cuts.
  static Relation rolledUp(Scope scope) {
    Instant from = scope.from();
    Instant until = scope.until();
    Instant first = from == null ? null : hour(from.plusMillis(HOUR_MILLIS).minusNanos(1));
    Instant end = until == null ? null : hour(until);
    if (first != null && end != null && !first.isBefore(end)) {
      return recorded(ROLLED_UP, scope);
    }
    List<Relation> pieces = new ArrayList<>();
    pieces.add(hours(scope.within(first, end)));
    if (from != null && !from.equals(first)) {
      pieces.add(recorded(ROLLED_UP, scope.within(from, first)));
    }
    if (until != null && !until.equals(end)) {
      pieces.add(recorded(ROLLED_UP, scope.within(end, until)));
    }
    return new Relation(
        pieces.stream().map(Relation::sql).collect(Collectors.joining(" UNION ALL ", "(", ")")),
        pieces.stream().flatMap(piece -> piece.parameters().stream()).toList());
  }

  /// Its hour, as it begins.
  static Instant hour(Instant instant) {
    return Instant.ofEpochMilli(Math.floorDiv(instant.toEpochMilli(), HOUR_MILLIS) * HOUR_MILLIS);
  }

  private static Relation hours(Scope scope) {
    StringJoiner where = new StringJoiner(" AND ", " WHERE ", "").setEmptyValue("");
    List<Object> parameters = new ArrayList<>();
    add(where, parameters, "kind = ?", scope.kind() == null ? null : scope.kind().text());
    add(where, parameters, "tenant = ?", scope.tenant());
    add(where, parameters, "hour >= ?", time(scope.from()));
    add(where, parameters, "hour < ?", time(scope.until()));
    return new Relation(
        "(SELECT hour AS moment, hour AS hour_of, "
            + ROLLED_UP
            + ", count AS counted, duplicates AS copies FROM rollups"
            + where
            + ")",
        parameters);
  }

  private static @Nullable Object time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static void add(
      StringJoiner where, List<Object> parameters, String condition, @Nullable Object value) {
    if (value != null) {
      where.add(condition);
      parameters.add(value);
    }
  }

  /// From the records themselves.
  static Relation recorded(Scope scope) {
    return recorded("*", scope);
  }

  private static Relation recorded(String columns, Scope scope) {
    StringBuilder where = new StringBuilder("kind IN " + KINDS);
    List<Object> parameters = new ArrayList<>();
    for (Condition condition : scope.conditions()) {
      where.append(" AND (").append(condition.sql()).append(')');
      parameters.addAll(condition.parameters());
    }
    return new Relation(
        "(SELECT \"time\" AS moment, make_timestamptz(("
            + floor("epoch_ms(\"time\")", HOUR_MILLIS)
            + ") * 1000) AS hour_of, "
            + columns
            + ", (NOT duplicate)::BIGINT AS counted, duplicate::BIGINT AS copies FROM decisions WHERE "
            + where
            + ")",
        parameters);
  }

  /// With the declared owner of who asked as the owner, where one is declared.
  Relation ownedAs(Declarations declared) {
    List<Json> owners = new ArrayList<>();
    for (Declared each : declared.identities()) {
      if (!each.owner().isEmpty()) {
        owners.add(
            Json.object(
                Json.Member.of("t", Json.string(each.identity().type().value())),
                Json.Member.of("i", Json.string(each.identity().id())),
                Json.Member.of("o", Json.string(each.owner()))));
      }
    }
    if (owners.isEmpty()) {
      return this;
    }
    List<Object> all = new ArrayList<>(parameters);
    all.add(JsonWriter.compact(Json.array(owners)));
    return new Relation(
        "(SELECT * REPLACE (coalesce(said_owner, resource_owner) AS resource_owner) FROM "
            + sql
            + " AS asked LEFT JOIN (SELECT unnest(from_json(?,"
            + " '[{\"t\":\"VARCHAR\",\"i\":\"VARCHAR\",\"o\":\"VARCHAR\"}]'), recursive := true))"
            + " AS said(said_type, said_id, said_owner)"
            + " ON principal_type = said_type AND principal_id = said_id)",
        all);
  }
}
