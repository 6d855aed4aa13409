package dev.remit.store.parquet;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A schema with rows, as tests make them up, write and read them.
record Tables(ParquetSchema schema, List<@Nullable Object[]> rows) {
  private static final List<ParquetType> TYPES = List.of(ParquetType.values());
  private static final List<String> WORDS =
      List.of("", "a", "permit", "deny", "Größe", "漢字", "😀 smile", "line\nend", "\u0000", "zz");

  /// Written to `file` without metadata.
  void write(Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        ParquetWriter writer = ParquetWriter.open(out, schema)) {
      for (@Nullable Object[] row : rows) {
        writer.write(row);
      }
      writer.finish(new TreeMap<>());
    }
  }

  static Tables read(Path file) throws IOException {
    try (ParquetReader reader = ParquetReader.open(file)) {
      return new Tables(reader.schema(), all(reader.rows()));
    }
  }

  static List<@Nullable Object[]> all(ParquetRows from) throws IOException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (@Nullable Object[] row = from.next(); row != null; row = from.next()) {
      rows.add(row);
    }
    return rows;
  }

  /// Rows as lists, which compare by value.
  List<List<@Nullable Object>> values() {
    return rows.stream().<List<@Nullable Object>>map(Arrays::asList).toList();
  }

  /// One to twelve columns of any type, each with values of its own variety.
  static Tables random(RandomGenerator random, int rowCount) {
    List<ParquetColumn> columns = new ArrayList<>();
    int[] varieties = new int[1 + random.nextInt(12)];
    for (int i = 0; i < varieties.length; i++) {
      ParquetType type = TYPES.get(random.nextInt(TYPES.size()));
      columns.add(new ParquetColumn("c" + i, type, random.nextBoolean()));
      varieties[i] = random.nextInt(5);
    }
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (int i = 0; i < rowCount; i++) {
      @Nullable Object[] row = new @Nullable Object[varieties.length];
      for (int c = 0; c < row.length; c++) {
        row[c] = value(columns.get(c), varieties[c], i, random);
      }
      rows.add(row);
    }
    return new Tables(new ParquetSchema(columns), rows);
  }

  /// A value of one of five varieties.
  static @Nullable Object value(
      ParquetColumn column, int variety, int row, RandomGenerator random) {
    if (column.optional() && (variety == 4 || random.nextInt(4) == 0)) {
      return null;
    }
    long number = number(variety, row, random);
    return switch (column.type()) {
      case BOOLEAN -> (number & 1) == 1;
      case INT32 -> (int) number;
      case INT64 -> number;
      case TIMESTAMP -> number % ParquetLimits.TIMESTAMP_MAX;
      case STRING -> text(number);
      case JSON -> "{\"n\":" + number + "}";
      case UUID -> new UUID(number, variety);
      case STRINGS -> texts(random.nextInt(4), number);
    };
  }

  /// Few, many, ascending, extreme.
  private static long number(int variety, int row, RandomGenerator random) {
    return switch (variety) {
      case 0 -> 7;
      case 1 -> random.nextInt(10);
      case 2 -> 1_700_000_000_000L + row;
      default -> random.nextInt(3) == 0 ? Long.MIN_VALUE : random.nextLong();
    };
  }

  private static String text(long number) {
    String word = WORDS.get((int) Math.floorMod(number, (long) WORDS.size()));
    return number > -1000 && number < 1000 ? word : word + number;
  }

  private static List<String> texts(int count, long number) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(text(number + i));
    }
    return texts;
  }
}
