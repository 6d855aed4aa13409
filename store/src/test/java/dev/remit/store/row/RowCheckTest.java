package dev.remit.store.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.store.parquet.ParquetLimits;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RowCheckTest {
  private final Row row = plain();

  private static Row plain() {
    @Nullable Object[] values = new Object[Column.ALL.size()];
    for (Column column : Column.ALL) {
      values[column.place()] =
          switch (column.type()) {
            case WHOLE, INSTANT -> 0L;
            case FLAG -> false;
            case UUID -> new UUID(0, 0);
            case SYMBOL, TEXT -> "";
            case JSON -> "{}";
            case LIST -> List.of();
          };
    }
    return Row.of(values);
  }

  @Test
  void anyTextMayBeKept() {
    assertThat(RowCheck.problem(row.with(Column.ORIGIN, "ä\uD83D\uDE00\u0000"))).isNull();
  }

  @Test
  void halfAPairMayNot() {
    assertThat(RowCheck.problem(row.with(Column.ORIGIN, "a\uD83D")))
        .isEqualTo("`origin` holds half a surrogate pair, which is no text");
    assertThat(RowCheck.problem(row.with(Column.TOOLS, List.of("a", "\uDE00b"))))
        .startsWith("`tools` holds half");
  }

  @Test
  void listsHaveALimit() {
    List<String> most = Collections.nCopies(RowCheck.ELEMENTS_MAX, "");
    List<String> more = Collections.nCopies(RowCheck.ELEMENTS_MAX + 1, "");
    assertThat(RowCheck.problem(row.with(Column.TOOLS, most))).isNull();
    assertThat(RowCheck.problem(row.with(Column.TOOLS, more)))
        .isEqualTo("`tools` has 65537 elements, more than 65536");
  }

  @Test
  void instantsHaveTheLimitOfSealedParts() {
    assertThat(RowCheck.MILLIS_MAX).isEqualTo(ParquetLimits.TIMESTAMP_MAX);
    assertThat(RowCheck.problem(row.with(Column.TIME, RowCheck.MILLIS_MAX))).isNull();
    assertThat(RowCheck.problem(row.with(Column.TIME, -RowCheck.MILLIS_MAX))).isNull();
    assertThat(RowCheck.problem(row.with(Column.TIME, Long.MIN_VALUE)))
        .isEqualTo("`time` is no instant of the next 290,000 years");
    assertThat(RowCheck.problem(row.with(Column.TIME, RowCheck.MILLIS_MAX + 1)))
        .startsWith("`time` is no instant");
    assertThat(RowCheck.problem(row.with(Column.LATENCY_NANOS, Long.MAX_VALUE))).isNull();
  }
}
