package dev.remit.insight.rate;

import dev.remit.pdp.record.RecordKind;
import dev.remit.store.query.Condition;
import dev.remit.store.row.Column;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which attempts are counted: those decided at `from` or later and before `until`, of that kind,
/// source and tenant, wherever one is named.
public record Scope(
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable RecordKind kind,
    @Nullable String source,
    @Nullable String tenant) {
  /// The whole log.
  public static final Scope ALL = new Scope(null, null, null, null, null);

  public Scope {
    if (kind != null && kind.isOutsideRates()) {
      throw new IllegalArgumentException(kind.text() + " records are in no rate");
    }
    if (from != null && until != null && until.isBefore(from)) {
      throw new IllegalArgumentException("ends before it begins");
    }
  }

  /// What a record has to be like to be of it.
  public List<Condition> conditions() {
    List<Condition> conditions = new ArrayList<>();
    if (from != null) {
      conditions.add(Condition.since(from));
    }
    if (until != null) {
      conditions.add(Condition.before(until));
    }
    if (kind != null) {
      conditions.add(Condition.is(Column.KIND, kind.text()));
    }
    if (source != null) {
      conditions.add(Condition.is(Column.SOURCE, source));
    }
    if (tenant != null) {
      conditions.add(Condition.is(Column.TENANT, tenant));
    }
    return conditions;
  }

  /// The same in another window.
  public Scope within(@Nullable Instant first, @Nullable Instant end) {
    return new Scope(first, end, kind, source, tenant);
  }
}
