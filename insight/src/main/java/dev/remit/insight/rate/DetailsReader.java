package dev.remit.insight.rate;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.store.observation.ObservationRows;
import dev.remit.store.query.LogTable;
import dev.remit.store.query.QueryFault;
import dev.remit.store.query.ResultRows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Asks the records of a log what counts by hour do not hold. Reads a few columns of all records of
/// the scope. For one thread.
public final class DetailsReader {
  /// How long after its time a record may be received without being late.
  public static final Duration LATE = Duration.ofHours(1);

  private static final String SERVICE =
      "CASE WHEN contains(action_id, ':') THEN split_part(action_id, ':', 1) ELSE action_type END";

  private static final String ATTEMPTED =
      Relation.list(Account.ALL.stream().flatMap(a -> a.reasons().stream()).toList());

  private final LogTable table;

  public DetailsReader(LogTable table) {
    this.table = Objects.requireNonNull(table, "table");
  }

  public Details read(Scope scope) throws QueryFault {
    @Nullable Object[] kept = first(kept(scope));
    @Nullable Object[] visible = first(visible(scope));
    long requests = number(visible[0]);
    return new Details(
        number(kept[0]),
        number(kept[1]),
        requests == 0 ? null : new Rate(number(visible[1]), requests),
        workflows(scope),
        new LargestCauseReader(table).read(scope).orElse(null),
        sights(scope));
  }

  private @Nullable Object[] first(Relation question) throws QueryFault {
    try (ResultRows rows = rows(question)) {
      return Objects.requireNonNull(rows.next(), "sums are there of nothing too");
    }
  }

  private ResultRows rows(Relation question) throws QueryFault {
    return table.query(new Source("rates", question.sql()), question.parameters());
  }

  private static long number(@Nullable Object value) {
    return ((Number) Objects.requireNonNull(value, "a number")).longValue();
  }

  private static Relation kept(Scope scope) {
    Relation records = Relation.recorded(scope);
    return new Relation(
        "SELECT count(*), count(*) FILTER (epoch_ms(received) - epoch_ms(moment) > "
            + LATE.toMillis()
            + ") FROM "
            + records.sql()
            + " WHERE counted > 0 AND reason IN "
            + ATTEMPTED,
        records.parameters());
  }

  private List<Workflow> workflows(Scope scope) throws QueryFault {
    List<Workflow> workflows = new ArrayList<>();
    if (OutcomeNotes.bearOn(scope)) {
      try (ResultRows rows = rows(OutcomeNotes.ended(scope))) {
        for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
          workflows.add(new Workflow(text(row[0]), number(row[1]), number(row[2]), number(row[3])));
        }
      }
    }
    return workflows;
  }

  /// Attempts with the same key are one request of a user, who saw what the last came to; so are
  /// those that were reported to be.
  private static Relation visible(Scope scope) {
    Relation records = Relation.recorded(scope);
    Relation notes =
        OutcomeNotes.bearOn(scope)
            ? OutcomeNotes.seen(scope)
            : new Relation("SELECT 0 AS status, '' AS reason WHERE false", List.of());
    List<Object> parameters = new ArrayList<>(records.parameters());
    parameters.addAll(notes.parameters());
    return new Relation(
        "SELECT count(*), count(*) FILTER ("
            + OutcomeNotes.failed("status")
            + " AND reason IN "
            + Relation.list(Account.DENIED.reasons())
            + ") FROM (SELECT last(visible_status ORDER BY moment, \"sequence\") AS status,"
            + " last(reason ORDER BY moment, \"sequence\") AS reason FROM "
            + records.sql()
            + " WHERE counted > 0 AND visible_status IS NOT NULL AND reason IN "
            + ATTEMPTED
            + " GROUP BY tenant, principal_type, principal_id, task, attempt_key,"
            + " CASE WHEN attempt_key IS NULL THEN \"sequence\" END UNION ALL "
            + notes.sql()
            + ")",
        parameters);
  }

  private List<Sight> sights(Scope scope) throws QueryFault {
    List<Sight> sights = new ArrayList<>();
    try (ResultRows rows = rows(sight(scope.within(null, null)))) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        sights.add(
            new Sight(
                text(row[0]),
                row[1] == null ? null : text(row[1]),
                text(row[2]),
                text(row[3]),
                row[4] == null ? null : text(row[4]),
                Instant.ofEpochMilli(number(row[5])),
                Boolean.TRUE.equals(row[6])));
      }
    }
    return sights;
  }

  private static String text(@Nullable Object value) {
    return Objects.requireNonNull(value, "the table has it in each row").toString();
  }

  /// Of each action the first hour is that of the counts, which outlive records, and the first
  /// moment that of the records, if all of that hour are still there.
  private static Relation sight(Scope scope) {
    Relation records = Relation.recorded(scope);
    Relation counts = scope.source() == null ? Relation.rolledUp(scope) : records;
    String action = "kind, point, action_type, action_id";
    List<Object> parameters = new ArrayList<>(counts.parameters());
    parameters.addAll(records.parameters());
    return new Relation(
        "WITH hours AS (SELECT "
            + action
            + ", hour_of AS hour, sum(counted + copies) AS n FROM "
            + counts.sql()
            + " WHERE point IS NOT NULL AND kind IN "
            + Relation.KINDS
            + " GROUP BY ALL), firsts AS MATERIALIZED (SELECT "
            + action
            + ", min(hour) AS hour, arg_min(n, hour) AS n FROM hours GROUP BY ALL), seen AS (SELECT "
            + action
            + ", min(moment) AS moment, arg_min(source, moment) AS source,"
            + " arg_min(category, moment) AS category, count(*) AS n FROM (SELECT "
            + action
            + ", moment, source, raw ->> '$."
            + ObservationRows.OBSERVED
            + ".category' AS category, hour_of AS hour FROM "
            + records.sql()
            + ") JOIN firsts USING ("
            + action
            + ", hour) GROUP BY ALL), events AS (SELECT "
            + action
            + ", source, category, coalesce(seen.n = firsts.n, false) AS exact,"
            + " CASE WHEN exact THEN moment ELSE hour END AS first FROM firsts LEFT JOIN seen USING ("
            + action
            + ")) SELECT kind, source, point, "
            + SERVICE
            + " AS service, category, epoch_ms(min(first)) AS first_at, arg_min(exact, first) FROM events"
            + " GROUP BY ALL ORDER BY first_at DESC, 1, 2, 3, 4, 5",
        parameters);
  }
}
