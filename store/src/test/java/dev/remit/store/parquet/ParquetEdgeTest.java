package dev.remit.store.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.testkit.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ParquetEdgeTest {
  private static final SortedMap<String, String> NONE = new TreeMap<>();

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("edge.parquet");
  }

  private static ParquetSchema every(boolean optional) {
    List<ParquetColumn> columns = new ArrayList<>();
    for (ParquetType type : ParquetType.values()) {
      columns.add(new ParquetColumn(type.name(), type, optional));
    }
    return new ParquetSchema(columns);
  }

  private void comesBack(ParquetSchema schema, int rows, IntFunction<@Nullable Object[]> row)
      throws IOException {
    List<@Nullable Object[]> written = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      written.add(row.apply(i));
    }
    Tables table = new Tables(schema, written);
    table.write(file);
    assertThat(Tables.read(file).schema()).isEqualTo(schema);
    assertThat(Tables.read(file).values()).isEqualTo(table.values());
  }

  private void comesBack(ParquetType type, int rows, IntFunction<@Nullable Object> value)
      throws IOException {
    ParquetSchema schema = ParquetSchema.of(ParquetColumn.optional("c", type));
    comesBack(schema, rows, i -> new @Nullable Object[] {value.apply(i)});
  }

  @Test
  void aFileWithoutRowsHasItsSchemaAndMetadata() throws IOException {
    SortedMap<String, String> metadata =
        new TreeMap<>(Map.of("chain", "abc", "empty", "", "名", "😀"));
    try (OutputStream out = Files.newOutputStream(file);
        ParquetWriter writer = ParquetWriter.open(out, every(false))) {
      writer.finish(metadata);
      assertThat(writer.bytes()).isEqualTo(Files.size(file));
    }
    try (ParquetReader reader = ParquetReader.open(file)) {
      assertThat(reader.schema()).isEqualTo(every(false));
      assertThat(reader.metadata()).isEqualTo(metadata);
      assertThat(reader.rowCount()).isZero();
      assertThat(reader.rows().next()).isNull();
    }
  }

  @Test
  void rowsOfNullsComeBack() throws IOException {
    comesBack(every(true), 25_000, i -> new @Nullable Object[ParquetType.values().length]);
  }

  @Test
  void nullListsAndEmptyListsAreTwoThings() throws IOException {
    List<@Nullable List<String>> lists = new ArrayList<>();
    Collections.addAll(
        lists, null, List.of(), List.of(""), List.of("a", "", "a"), List.of(), null, List.of("b"));
    comesBack(ParquetType.STRINGS, lists.size(), lists::get);
    ParquetSchema required = ParquetSchema.of(ParquetColumn.required("c", ParquetType.STRINGS));
    comesBack(required, 3, i -> new Object[] {i == 1 ? List.of("a") : List.of()});
  }

  @Test
  void aSingleValueManyTimesTakesAlmostNothing() throws IOException {
    comesBack(ParquetType.STRING, 100_000, i -> "always");
    assertThat(Files.size(file)).isLessThan(2_000);
    comesBack(ParquetType.INT64, 100_000, i -> 42L);
    assertThat(Files.size(file)).isLessThan(2_000);
  }

  @Test
  void aDictionaryThatIsFullIsFollowedByValuesInFull() throws IOException {
    // The first page repeats itself, so that a dictionary is begun; later ones do not.
    comesBack(ParquetType.STRING, 120_000, i -> i < 20_000 ? "v" + i % 9 : "v" + i);
    comesBack(ParquetType.INT64, 120_000, i -> i < 20_000 ? i % 9L : i * 0x9E37_79B9_7F4AL);
    comesBack(ParquetType.INT32, 120_000, i -> i < 20_000 ? i % 9 : i * 0x9E37_79B9);
    comesBack(ParquetType.UUID, 120_000, i -> new UUID(i < 20_000 ? i % 9 : i, 7));
    comesBack(
        ParquetType.STRINGS, 60_000, i -> List.of("a", i < 20_000 ? "b" : "c" + i, "" + i % 3));
  }

  @Test
  void longTextsEndAPageEach() throws IOException {
    String megabyte = "0123456789abcdef".repeat(1 << 16);
    comesBack(ParquetType.JSON, 5, i -> i == 2 ? null : megabyte + i);
    comesBack(ParquetType.STRING, 5, i -> megabyte + "ü漢😀" + i % 2);
  }

  @Test
  void extremesComeBack() throws IOException {
    long[] longs = {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1, 1, Long.MIN_VALUE + 1};
    comesBack(ParquetType.INT64, 1000, i -> longs[i * 7 % longs.length] + i % 2);
    int[] ints = {Integer.MIN_VALUE, Integer.MAX_VALUE, 0, -1};
    comesBack(ParquetType.INT32, 1000, i -> ints[i * 7 % ints.length] + i % 3);
    long far = ParquetLimits.TIMESTAMP_MAX;
    comesBack(ParquetType.TIMESTAMP, 3, i -> i == 0 ? far : -far);
  }

  @Test
  void aUuidIsWrittenAsItsText() {
    RandomGenerator random = Seeds.random(9);
    for (int i = 0; i < 1_000; i++) {
      UUID id = new UUID(random.nextLong(), random.nextLong());
      GrowingBytes out = new GrowingBytes();
      UuidText.append(id, out);
      assertThat(new String(out.copy(0, out.length()), StandardCharsets.UTF_8))
          .isEqualTo(id.toString());
    }
  }

  @Test
  void tenRowGroupsComeBackInOrder() throws IOException {
    int rows = 9 * ParquetLimits.GROUP_ROWS_MAX + 1;
    ParquetSchema schema =
        ParquetSchema.of(
            ParquetColumn.required("n", ParquetType.INT32),
            ParquetColumn.optional("t", ParquetType.STRING));
    try (OutputStream out = Files.newOutputStream(file);
        ParquetWriter writer = ParquetWriter.open(out, schema)) {
      for (int i = 0; i < rows; i++) {
        writer.write(new @Nullable Object[] {i, i % 5 == 0 ? null : "t" + i % 100});
      }
      writer.finish(NONE);
    }
    try (ParquetReader reader = ParquetReader.open(file)) {
      assertThat(reader.rowGroups()).hasSize(10);
      ParquetRows read = reader.rows();
      for (int i = 0; i < rows; i++) {
        assertThat(read.next()).containsExactly(i, i % 5 == 0 ? null : "t" + i % 100);
      }
      assertThat(read.next()).isNull();
    }
  }

  @Test
  void aRowGroupEndsWhenItsBytesReachTheLimit() throws IOException {
    byte[] noise = new byte[1 << 19];
    Seeds.random(1).nextBytes(noise);
    String text = HexFormat.of().formatHex(noise);
    comesBack(ParquetType.JSON, 140, i -> text.substring(i) + i);
    try (ParquetReader reader = ParquetReader.open(file)) {
      assertThat(reader.rowGroups()).hasSizeGreaterThan(1);
    }
  }

  @Test
  void theSameRowsGiveTheSameBytes() throws IOException {
    Tables table = Tables.random(Seeds.random(3), 5_000);
    table.write(file);
    byte[] first = Files.readAllBytes(file);
    table.write(file);
    assertThat(Files.readAllBytes(file)).isEqualTo(first);
  }

  @Test
  void columnsAreReadInTheOrderAskedFor() throws IOException {
    new Tables(
            every(true),
            List.<@Nullable Object[]>of(
                new Object[] {true, 1, 2L, 3L, "s", "{}", new UUID(1, 2), List.of("x")}))
        .write(file);
    try (ParquetReader reader = ParquetReader.open(file)) {
      ParquetRows rows = reader.rows(List.of("STRINGS", "INT32"), group -> true);
      assertThat(rows.next()).containsExactly(List.of("x"), 1);
      assertThatThrownBy(() -> reader.rows(List.of("int32"), group -> true))
          .hasMessage("there is no column `int32`");
    }
  }

  private static void refuses(ParquetColumn column, @Nullable Object value, String message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThatThrownBy(
            () -> {
              try (ParquetWriter writer = ParquetWriter.open(out, ParquetSchema.of(column))) {
                writer.write(new @Nullable Object[] {value});
              }
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aValueThatAColumnCannotHoldIsRefused() {
    refuses(
        ParquetColumn.required("n", ParquetType.INT64),
        null,
        "column `n`: holds no nulls; give a value or make it optional");
    refuses(
        ParquetColumn.required("n", ParquetType.INT64),
        1,
        "column `n`: holds INT64, not a Integer");
    refuses(
        ParquetColumn.required("u", ParquetType.UUID), "x", "column `u`: holds UUID, not a String");
    refuses(
        ParquetColumn.required("l", ParquetType.STRINGS),
        "x",
        "column `l`: holds STRINGS, not a String");
    refuses(
        ParquetColumn.required("t", ParquetType.TIMESTAMP),
        Long.MAX_VALUE,
        "column `t`: `9223372036854775807` is too far from 1970");
    refuses(
        ParquetColumn.required("s", ParquetType.STRING),
        "a\uD800",
        "column `s`: a text has half a character (an unpaired surrogate)");
    refuses(
        ParquetColumn.required("l", ParquetType.STRINGS),
        Collections.singletonList(null),
        "column `l`: a list has a null in it; leave it out");
  }

  @Test
  void listsHaveALimit() throws IOException {
    List<String> most = Collections.nCopies(ParquetLimits.LIST_ELEMENTS_MAX, "");
    comesBack(ParquetType.STRINGS, 3, i -> most);
    refuses(
        ParquetColumn.required("l", ParquetType.STRINGS),
        Collections.nCopies(ParquetLimits.LIST_ELEMENTS_MAX + 1, ""),
        "column `l`: a list has 65537 texts; at most 65536");
    refuses(
        ParquetColumn.required("l", ParquetType.STRINGS),
        Collections.nCopies(33, "x".repeat(1 << 20)),
        "column `l`: the texts of a list are 34603008 long; at most 33554432");
  }

  @Test
  void nothingIsWrittenAfterAFailure() throws IOException {
    ParquetSchema schema = ParquetSchema.of(ParquetColumn.required("n", ParquetType.INT32));
    try (ParquetWriter writer = ParquetWriter.open(new ByteArrayOutputStream(), schema)) {
      assertThatThrownBy(() -> writer.write(new Object[] {"x"}))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> writer.write(new Object[] {1}))
          .hasMessage("the file is spoilt; begin another");
      assertThatThrownBy(() -> writer.finish(NONE)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void columnsHaveNamesOfTheirOwn() {
    assertThatThrownBy(() -> ParquetColumn.required("a.b", ParquetType.INT32))
        .hasMessage("`a.b` cannot name a column");
    assertThatThrownBy(() ->
            ParquetSchema.of(
                ParquetColumn.required("a", ParquetType.INT32),
                ParquetColumn.required("A", ParquetType.INT32)))
        .hasMessage("column `A` is there twice");
    assertThatThrownBy(ParquetSchema::of).hasMessage("a file has 1 to 1000 columns, not 0");
  }
}
