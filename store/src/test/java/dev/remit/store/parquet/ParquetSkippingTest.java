package dev.remit.store.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three row groups: times ascend, tenants change from group to group, and each has its own nulls.
final class ParquetSkippingTest {
  private static final int GROUP = ParquetLimits.GROUP_ROWS_MAX;
  private static final String LONG = "ü".repeat(100);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("part.parquet");
    ParquetSchema schema =
        ParquetSchema.of(
            ParquetColumn.required("time", ParquetType.TIMESTAMP),
            ParquetColumn.optional("tenant", ParquetType.STRING),
            ParquetColumn.required("long", ParquetType.STRING),
            ParquetColumn.required("id", ParquetType.UUID),
            ParquetColumn.required("tools", ParquetType.STRINGS),
            ParquetColumn.required("context", ParquetType.JSON),
            ParquetColumn.required("search", ParquetType.BOOLEAN),
            ParquetColumn.required("count", ParquetType.INT32));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        ParquetWriter writer = ParquetWriter.open(out, schema)) {
      for (int i = 0; i < 3 * GROUP; i++) {
        writer.write(row(i, i / GROUP));
      }
      writer.finish(new TreeMap<>());
    }
  }

  private static @Nullable Object[] row(int i, int group) {
    return new @Nullable Object[] {
      (long) i,
      group == 1 ? null : "tenant-" + group + i % 3,
      "a".repeat(70) + group,
      new UUID(i, 0),
      group == 2 ? List.of("x", "y") : List.of(),
      "{}",
      group == 0,
      -i
    };
  }

  private List<Integer> wanted(Predicate<RowGroup> predicate) throws IOException {
    List<Integer> wanted = new ArrayList<>();
    try (ParquetReader reader = ParquetReader.open(file)) {
      for (int i = 0; i < reader.rowGroups().size(); i++) {
        if (predicate.test(reader.rowGroups().get(i))) {
          wanted.add(i);
        }
      }
    }
    return wanted;
  }

  @Test
  void boundsSayWhichRowGroupsMayHoldAValue() throws IOException {
    assertThat(wanted(g -> g.column("time").mayHold((long) GROUP))).containsExactly(1);
    assertThat(wanted(g -> g.column("time").mayHoldBetween(GROUP - 1L, (long) GROUP)))
        .containsExactly(0, 1);
    assertThat(wanted(g -> g.column("time").mayHold(-1L))).isEmpty();
    assertThat(wanted(g -> g.column("tenant").mayHold("tenant-21"))).containsExactly(2);
    assertThat(wanted(g -> g.column("tenant").mayHold("tenant-0"))).isEmpty();
    assertThat(wanted(g -> g.column("id").mayHold(new UUID(GROUP, 0)))).containsExactly(1);
    assertThat(wanted(g -> g.column("tools").mayHold("y"))).containsExactly(2);
    assertThat(wanted(g -> g.column("search").mayHold(true))).containsExactly(0);
    assertThat(wanted(g -> g.column("count").mayHold(-GROUP))).containsExactly(1);
  }

  @Test
  void longTextsHaveBoundsThatWereCut() throws IOException {
    assertThat(wanted(g -> g.column("long").mayHold("a".repeat(70) + "1"))).hasSize(3);
    assertThat(wanted(g -> g.column("long").mayHold("a".repeat(63) + "b"))).hasSize(3);
    assertThat(wanted(g -> g.column("long").mayHold("b"))).isEmpty();
    assertThat(wanted(g -> g.column("long").mayHold("a"))).isEmpty();
    assertThat(Bounds.ofText(LONG.getBytes(java.nio.charset.StandardCharsets.UTF_8), new byte[0]))
        .satisfies(bounds -> assertThat(bounds.min()).hasSize(64));
  }

  @Test
  void aColumnWithoutBoundsMayHoldAnything() throws IOException {
    assertThat(wanted(g -> g.column("context").mayHold("[]"))).hasSize(3);
  }

  @Test
  void nullsAreCounted() throws IOException {
    assertThat(wanted(g -> g.column("tenant").nulls() == GROUP)).containsExactly(1);
    assertThat(wanted(g -> g.column("tenant").nulls() == 0)).containsExactly(0, 2);
  }

  @Test
  void aValueOfAnotherTypeIsRefused() throws IOException {
    assertThatThrownBy(() -> wanted(g -> g.column("time").mayHold("now")))
        .hasMessage("column `time` holds TIMESTAMP, not `now`");
  }

  /// What is damaged outside the row group and the columns that were asked for is never seen.
  @Test
  void onlyWhatIsAskedForIsRead() throws IOException {
    long start = 0;
    long bytes = 0;
    try (ParquetReader reader = ParquetReader.open(file)) {
      RowGroup group = reader.rowGroups().get(1);
      for (ParquetColumn column : reader.schema().columns()) {
        start = column.name().equals("count") ? group.column("count").start() : start;
        bytes += group.column(column.name()).bytes();
      }
      assertThat(group.column("count").bytes()).isLessThan(bytes / 4);
    }
    byte[] all = Files.readAllBytes(file);
    java.util.Arrays.fill(all, 4, (int) start, (byte) 0);
    Files.write(file, all);
    try (ParquetReader reader = ParquetReader.open(file)) {
      ParquetRows rows = reader.rows(List.of("count"), g -> g.column("time").mayHold((long) GROUP));
      assertThat(Tables.all(rows)).hasSize(GROUP).first().isEqualTo(new Object[] {-GROUP});
      assertThatThrownBy(() -> reader.rows().next())
          .isInstanceOf(UnreadableParquet.class)
          .hasMessage(
              file
                  + ": column `time`: it does not match its checksum; restore the file from a"
                  + " copy");
    }
  }
}
