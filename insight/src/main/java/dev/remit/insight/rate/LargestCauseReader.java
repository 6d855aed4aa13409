package dev.remit.insight.rate;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.value.EntityUid;
import dev.remit.store.query.LogTable;
import dev.remit.store.query.QueryFault;
import dev.remit.store.query.ResultRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes the denials of one identity on what one container holds for one cause, or of one action
/// where no resource is known.
///
/// A container is what the id of a resource says up to its first `/` that does not begin it: the
/// bucket of an object, the first step of a path, or the resource itself; empty without a resource.
public final class LargestCauseReader {
  private static final String CONTAINER = "regexp_extract(coalesce(resource_id, ''), '^/?[^/]*')";

  private final LogTable table;

  public LargestCauseReader(LogTable table) {
    this.table = Objects.requireNonNull(table, "table");
  }

  /// Empty where nothing was denied whose record is there. The denials of a cause are all
  /// [Account#DENIED] and no duplicates.
  public Optional<LargestCause> read(Scope scope) throws QueryFault {
    Relation all = Relation.recorded(scope.within(null, null));
    Relation within = Relation.recorded(scope);
    String sql =
        "WITH largest AS MATERIALIZED (SELECT principal_type, principal_id, action.t AS action_type,"
            + " action.i AS action_id, container, n, t0, t1 FROM (SELECT principal_type, principal_id,"
            + " mode({t: action_type, i: action_id}) AS action, "
            + CONTAINER
            + " AS container, count(*) AS n, epoch_ms(min(moment)) AS t0, epoch_ms(max(moment)) AS t1 FROM "
            + within.sql()
            + " WHERE counted > 0 AND reason IN "
            + Relation.list(Account.DENIED.reasons())
            + " GROUP BY principal_type, principal_id, "
            + CONTAINER
            + ", CASE WHEN resource_id IS NULL THEN action_type || ' ' || action_id END)"
            + " ORDER BY n DESC, 1, 2, 5, 3, 4 LIMIT 1)"
            + " SELECT *, (SELECT epoch_ms(min(moment)) FROM "
            + all.sql()
            + " AS seen WHERE seen.action_type = (SELECT action_type FROM largest)"
            + " AND seen.action_id = (SELECT action_id FROM largest)) FROM largest";
    List<Object> parameters = new ArrayList<>(within.parameters());
    parameters.addAll(all.parameters());
    try (ResultRows rows = table.query(new Source("largest cause", sql), parameters)) {
      return Optional.ofNullable(rows.next()).map(LargestCauseReader::cause);
    }
  }

  private static LargestCause cause(@Nullable Object[] row) {
    return new LargestCause(
        EntityUid.of(text(row[0]), text(row[1])).toString(),
        Dimension.action(text(row[2]), text(row[3])),
        text(row[4]),
        number(row[5]),
        Instant.ofEpochMilli(number(row[6])),
        Instant.ofEpochMilli(number(row[7])),
        Instant.ofEpochMilli(number(row[8])));
  }

  private static String text(@Nullable Object value) {
    return Objects.requireNonNull(value, "the table has it in each row").toString();
  }

  private static long number(@Nullable Object value) {
    return ((Number) Objects.requireNonNull(value, "a number")).longValue();
  }
}
