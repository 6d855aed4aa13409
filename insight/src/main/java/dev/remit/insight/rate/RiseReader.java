package dev.remit.insight.rate;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.store.query.LogTable;
import dev.remit.store.query.QueryFault;
import dev.remit.store.query.ResultRows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Holds each hour of each identity against the identity's own history, by [RiseRule]. For one
/// thread.
public final class RiseReader {
  /// Hours with more denials than any of their history that are looked at, the most denied first.
  public static final int CANDIDATES_MAX = 10_000;

  /// What is tested where no window is asked for: the end of the log.
  public static final Duration LAST = Duration.ofDays(1);

  /// How long before a window its history begins.
  public static final Duration HISTORY = RiseRule.HISTORY;

  private static final Comparator<Rise> LEAST_PROBABLE_FIRST =
      Comparator.comparingDouble(Rise::chance)
          .thenComparing(Comparator.comparingLong((Rise rise) -> rise.now().numerator()).reversed())
          .thenComparing(Rise::identity)
          .thenComparing(Rise::hour);

  private final LogTable table;

  public RiseReader(LogTable table) {
    this.table = Objects.requireNonNull(table, "table");
  }

  /// Of the window of the scope, which begins with its hour, or of the last day that the log holds.
  /// Empty where nothing was counted.
  public Optional<Rises> read(Scope scope) throws QueryFault {
    Tally tally = new TallyReader(table).read(new Question(scope, List.of(), 0));
    Instant until = tally.until();
    if (until == null || tally.whole().counts().attempts() == 0) {
      return Optional.empty();
    }
    Instant begin = scope.from() == null ? until.minus(LAST) : scope.from();
    return Optional.of(read(scope, Relation.hour(begin), until));
  }

  private Rises read(Scope scope, Instant from, Instant until) throws QueryFault {
    Scope both = scope.within(from.minus(HISTORY), until);
    Relation relation = scope.source() == null ? Relation.rolledUp(both) : Relation.recorded(both);
    List<@Nullable Object[]> candidates = new ArrayList<>();
    long tested = 0;
    long withoutHistory = 0;
    double dispersion = 1;
    try (ResultRows rows =
        table.query(
            new Source("rises", sql(relation.sql(), from.toEpochMilli())), relation.parameters())) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        if (row[0] == null) {
          tested = number(row[3]);
          withoutHistory = number(row[4]);
          dispersion = RiseRule.dispersion(decimal(row[5]), number(row[6]));
        } else {
          candidates.add(row);
        }
      }
    }
    List<Rise> rises = new ArrayList<>();
    for (@Nullable Object[] candidate : candidates) {
      Rate now = new Rate(number(candidate[3]), number(candidate[4]));
      RiseRule.History history = history(candidate, dispersion);
      if (RiseRule.isRise(now, history, tested)) {
        rises.add(rise(candidate, now, history));
      }
    }
    rises.sort(LEAST_PROBABLE_FIRST);
    return new Rises(
        from, until, tested, withoutHistory, candidates.size() < CANDIDATES_MAX, rises);
  }

  private static RiseRule.History history(@Nullable Object[] row, double ofAll) {
    long denied = number(row[5]);
    double own = RiseRule.dispersion(decimal(row[8]), denied);
    return new RiseRule.History(
        new Rate(denied, number(row[6])), number(row[7]), Math.max(own, ofAll));
  }

  private static double decimal(@Nullable Object value) {
    return ((Number) value(value)).doubleValue();
  }

  private static Rise rise(@Nullable Object[] row, Rate now, RiseRule.History history) {
    return new Rise(
        Dimension.IDENTITY.name(List.of(value(row[0]), value(row[1]))),
        Instant.ofEpochMilli(number(row[2])),
        now,
        history.denied(),
        history.most(),
        RiseRule.chance(now, history));
  }

  private static Object value(@Nullable Object value) {
    return Objects.requireNonNull(value, "a candidate has all values");
  }

  private static long number(@Nullable Object value) {
    return ((Number) value(value)).longValue();
  }

  private static String sql(String relation, long fromMillis) {
    String denied = Relation.list(Account.DENIED.reasons());
    String permitted = Relation.list(Account.PERMITTED.reasons());
    return "WITH hours AS (SELECT principal_type, principal_id, hour_of AS hour, coalesce(sum(counted) FILTER (reason IN "
        + denied
        + "), 0) AS k, coalesce(sum(counted) FILTER (reason IN "
        + denied
        + " OR reason IN "
        + permitted
        + "), 0) AS n FROM "
        + relation
        + " WHERE principal_id IS NOT NULL AND kind IN "
        + Relation.KINDS
        + " GROUP BY ALL),"
        + " history AS (SELECT principal_type, principal_id, sum(k) AS k0, sum(n) AS n0,"
        + " max(k) AS most, count(*) FILTER (n > 0) AS active, sum(k::DOUBLE * k) - sum(k::DOUBLE) * sum(k::DOUBLE)"
        + " / count(*) AS squares FROM hours WHERE epoch_ms(hour) < "
        + fromMillis
        + " GROUP BY ALL), tested AS MATERIALIZED (SELECT principal_type, principal_id, epoch_ms(hour) AS hour, k, n,"
        + " k0, n0, most, squares, coalesce(active, 0) >= "
        + RiseRule.HOURS_MIN
        + " AS known FROM hours LEFT JOIN history USING (principal_type, principal_id)"
        + " WHERE epoch_ms(hour) >= "
        + fromMillis
        + " AND n > 0)"
        + " SELECT NULL, NULL, NULL, count(*) FILTER (known),"
        + " count(DISTINCT (principal_type, principal_id)) FILTER (NOT known),"
        + " (SELECT coalesce(sum(squares), 0) FROM history), (SELECT coalesce(sum(k0), 0) FROM"
        + " history), NULL, NULL"
        + " FROM tested UNION ALL SELECT * FROM (SELECT principal_type, principal_id, hour, k, n,"
        + " k0, n0, most, squares FROM tested WHERE known AND k > most AND k >= "
        + RiseRule.DENIED_MIN
        + " ORDER BY k DESC, principal_type, principal_id, hour LIMIT "
        + CANDIDATES_MAX
        + ")";
  }
}
