package dev.remit.store.rollup;

import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which rows are counted together: those of one hour (UTC, by the decision's time, not by when the
/// log received it) that agree in all of these.
///
/// `resourceType` is null where no resource is known. In a key of *others*, see
/// [RollupCounts#GROUPS_MAX], all that are nullable are null.
public record RollupKey(
    long hourMillis,
    String tenant,
    String kind,
    @Nullable String point,
    @Nullable String principalType,
    @Nullable String principalId,
    @Nullable String actionType,
    @Nullable String actionId,
    @Nullable String resourceType,
    String outcome,
    String reason)
    implements Comparable<RollupKey> {
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  private static final Comparator<@Nullable String> TEXT =
      Comparator.nullsFirst(Comparator.naturalOrder());

  /// Hours in order, then the rest in the order of the components, null first.
  private static final Comparator<RollupKey> ORDER =
      Comparator.comparingLong(RollupKey::hourMillis)
          .thenComparing(RollupKey::tenant)
          .thenComparing(RollupKey::kind)
          .thenComparing(RollupKey::point, TEXT)
          .thenComparing(RollupKey::principalType, TEXT)
          .thenComparing(RollupKey::principalId, TEXT)
          .thenComparing(RollupKey::actionType, TEXT)
          .thenComparing(RollupKey::actionId, TEXT)
          .thenComparing(RollupKey::resourceType, TEXT)
          .thenComparing(RollupKey::outcome)
          .thenComparing(RollupKey::reason);

  public RollupKey {
    Objects.requireNonNull(tenant, "tenant");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(reason, "reason");
  }

  public static RollupKey of(Row row) {
    return new RollupKey(
        hour(row),
        row.text(Column.TENANT),
        row.text(Column.KIND),
        row.text(Column.POINT),
        row.text(Column.PRINCIPAL_TYPE),
        row.text(Column.PRINCIPAL_ID),
        row.text(Column.ACTION_TYPE),
        row.text(Column.ACTION_ID),
        (String) row.find(Column.RESOURCE_TYPE),
        row.text(Column.OUTCOME),
        row.text(Column.REASON));
  }

  private static long hour(Row row) {
    long time = row.whole(Column.TIME);
    return time - Math.floorMod(time, HOUR_MILLIS);
  }

  /// The key that such rows are counted under where there are too many keys.
  RollupKey others() {
    return new RollupKey(
        hourMillis, tenant, kind, null, null, null, null, null, null, outcome, reason);
  }

  /// By hand, as [#hashCode] is: what records are given of themselves took a tenth of all sealing.
  /// What differs most often is compared first.
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof RollupKey that && isSame(that));
  }

  private boolean isSame(RollupKey that) {
    return hourMillis == that.hourMillis
        && Objects.equals(principalId, that.principalId)
        && Objects.equals(actionId, that.actionId)
        && outcome.equals(that.outcome)
        && reason.equals(that.reason)
        && Objects.equals(resourceType, that.resourceType)
        && Objects.equals(principalType, that.principalType)
        && Objects.equals(actionType, that.actionType)
        && Objects.equals(point, that.point)
        && kind.equals(that.kind)
        && tenant.equals(that.tenant);
  }

  @Override
  public int hashCode() {
    int hash = Long.hashCode(hourMillis);
    hash = 31 * hash + Objects.hashCode(principalId);
    hash = 31 * hash + Objects.hashCode(actionId);
    hash = 31 * hash + Objects.hashCode(resourceType);
    hash = 31 * hash + outcome.hashCode();
    hash = 31 * hash + reason.hashCode();
    return 31 * hash + tenant.hashCode();
  }

  @Override
  public int compareTo(RollupKey other) {
    return ORDER.compare(this, other);
  }
}
