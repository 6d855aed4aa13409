package dev.remit.store.query;

import dev.remit.store.log.PartSchema;
import dev.remit.store.parquet.ParquetColumn;
import dev.remit.store.parquet.ParquetSchema;
import dev.remit.store.rollup.RollupTable;
import dev.remit.store.row.Column;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What the tables of a log are made of, in SQL: the rows of files, and after them those of a
/// [RowFunction].
final class LogViews {
  /// Functions that hand over the records that are not sealed, and the counts of all that no file
  /// counts.
  static final String UNSEALED = "unsealed_decisions";

  static final String UNCOUNTED = "uncounted_rollups";

  private static final String DAY = "received_date";

  /// The columns of the table, of files that have the first ones alone.
  private static final String FIRST =
      Column.ALL.stream()
          .map(column ->
              column.since() > Column.SCHEMA_VERSION_MIN
                  ? "NULL::" + type(column) + " AS " + quoted(column.title())
                  : quoted(column.title()))
          .collect(Collectors.joining(", "));

  private LogViews() {}

  /// Records in these files and those that are not sealed, in this order; `first` are those of the
  /// files that have the columns of the first version of the schema alone.
  static String decisions(List<Path> parts, Set<Path> first) {
    String received = "DATE '1970-01-01' + (\"received\" // 86400000)::INTEGER";
    String made = made(PartSchema.SCHEMA, UNSEALED, received);
    return parts.isEmpty() ? made : sealed(parts, first) + " UNION ALL " + made;
  }

  /// Counts in these files and those that are in none.
  static String rollups(List<Path> files) {
    String made = made(RollupTable.SCHEMA, UNCOUNTED, "NULL::DATE");
    return files.isEmpty()
        ? made
        : files(columns(RollupTable.SCHEMA), files) + " UNION ALL " + made;
  }

  private static String made(ParquetSchema schema, String function, String day) {
    return "SELECT "
        + RowFunction.select(schema)
        + ", "
        + day
        + " AS "
        + DAY
        + " FROM "
        + function
        + "()";
  }

  /// Records in these files alone, at least one; `first` as for [#decisions].
  static String sealed(List<Path> parts, Set<Path> first) {
    Map<Boolean, List<Path>> files = new LinkedHashMap<>();
    for (Path part : parts) {
      files.computeIfAbsent(first.contains(part), _ -> new ArrayList<>()).add(part);
    }
    return files.entrySet().stream()
        .map(entry -> files(entry.getKey() ? FIRST : columns(PartSchema.SCHEMA), entry.getValue()))
        .collect(Collectors.joining(" UNION ALL "));
  }

  private static String type(Column column) {
    return switch (column.type()) {
      case WHOLE -> "BIGINT";
      case INSTANT -> "TIMESTAMPTZ";
      case FLAG -> "BOOLEAN";
      case UUID, SYMBOL, TEXT -> "VARCHAR";
      case JSON -> "JSON";
      case LIST -> "VARCHAR[]";
    };
  }

  private static String quoted(String name) {
    return '"' + name + '"';
  }

  private static String columns(ParquetSchema schema) {
    return schema.columns().stream()
        .map(ParquetColumn::name)
        .map(LogViews::quoted)
        .collect(Collectors.joining(", "));
  }

  /// Each file has the columns of the first, so that this alone is opened for what they are: parts
  /// and rollups of other versions are refused wherever they are read.
  private static String files(String columns, List<Path> files) {
    return files.stream()
        .map(file -> Engine.quote(Engine.pattern(file.toString())))
        .collect(
            Collectors.joining(
                ", ",
                "SELECT " + columns + ", " + DAY + " FROM read_parquet([",
                "], hive_partitioning = true, hive_types = {'received_date': DATE})"));
  }
}
