package dev.remit.store.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.store.row.Column;
import dev.remit.store.row.ColumnType;
import dev.remit.store.row.Row;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RollupCountsTest {
  private static final Map<ColumnType, Object> PLAIN =
      Map.of(
          ColumnType.WHOLE,
          0L,
          ColumnType.INSTANT,
          0L,
          ColumnType.FLAG,
          false,
          ColumnType.UUID,
          new UUID(0, 0),
          ColumnType.SYMBOL,
          "x",
          ColumnType.TEXT,
          "x",
          ColumnType.JSON,
          "[]",
          ColumnType.LIST,
          List.of());

  private static Row row(String principal) {
    @Nullable Object[] values = new Object[Column.ALL.size()];
    for (Column column : Column.ALL) {
      values[column.place()] = column.isOptional() ? null : PLAIN.get(column.type());
    }
    values[Column.PRINCIPAL_ID.place()] = principal;
    return Row.of(values);
  }

  private static RollupCounts counted(int groupsMax, String... principals) {
    RollupCounts counts = new RollupCounts(groupsMax);
    for (String principal : principals) {
      counts.add(row(principal));
    }
    return counts;
  }

  @Test
  void asManyGroupsAsTheLimitAreKeptApart() {
    assertThat(counted(3, "a", "b", "c", "a").sorted())
        .extracting(rollup -> rollup.key().principalId() + rollup.count())
        .containsExactly("a2", "b1", "c1");
  }

  @Test
  void rowsOfOneGroupMoreAreCountedAsOthers() {
    assertThat(counted(3, "a", "b", "c", "d", "a", "e").sorted())
        .extracting(rollup -> rollup.key().principalId() + rollup.count())
        .containsExactly("null2", "a2", "b1", "c1");
  }

  @Test
  void aDuplicateIsCountedApart() {
    RollupCounts counts = new RollupCounts();
    Row row = row("a").with(Column.LATENCY_NANOS, 5L);
    counts.add(row);
    counts.add(row.with(Column.DUPLICATE, true));
    counts.add(row.with(Column.LATENCY_NANOS, null));
    RollupKey key = RollupKey.of(row);
    assertThat(counts.rollups()).containsExactly(new Rollup(key, 2, 1, 1, 5));
  }

  @Test
  void anHourBeforeTheEpochBeginsBeforeItsRows() {
    assertThat(RollupKey.of(row("a").with(Column.TIME, -1L)).hourMillis()).isEqualTo(-3_600_000);
  }
}
