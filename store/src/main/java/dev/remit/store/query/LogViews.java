package dev.remit.store.query;

import dev.remit.store.log.PartSchema;
import dev.remit.store.parquet.ParquetColumn;
import dev.remit.store.parquet.ParquetSchema;
import dev.remit.store.rollup.RollupTable;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// What the tables of a log are made of, in SQL: the rows of files, and after them those of a
/// [RowFunction].
final class LogViews {
  /// Functions that hand over the records that are not sealed, and the counts of all that no file
  /// counts.
  static final String UNSEALED = "unsealed_decisions";

  static final String UNCOUNTED = "uncounted_rollups";

  private static final String DAY = "received_date";

  private LogViews() {}

  /// Records in these files and those that are not sealed, in this order.
  static String decisions(List<Path> parts) {
    String received = "DATE '1970-01-01' + (\"received\" // 86400000)::INTEGER";
    return table(PartSchema.SCHEMA, parts, UNSEALED, received);
  }

  /// Counts in these files and those that are in none.
  static String rollups(List<Path> files) {
    return table(RollupTable.SCHEMA, files, UNCOUNTED, "NULL::DATE");
  }

  private static String table(ParquetSchema schema, List<Path> files, String function, String day) {
    String made =
        "SELECT " + RowFunction.select(schema) + ", " + day + " AS " + DAY + " FROM " + function;
    return files.isEmpty() ? made + "()" : files(schema, files) + " UNION ALL " + made + "()";
  }

  /// Records in these files alone, at least one.
  static String sealed(List<Path> parts) {
    return files(PartSchema.SCHEMA, parts);
  }

  /// Each file has the columns of the first, so that this alone is opened for what they are: parts
  /// and rollups of other versions are refused wherever they are read.
  private static String files(ParquetSchema schema, List<Path> files) {
    String columns =
        schema.columns().stream()
            .map(ParquetColumn::name)
            .map(name -> '"' + name + '"')
            .collect(Collectors.joining(", "));
    return files.stream()
        .map(file -> Engine.quote(Engine.pattern(file.toString())))
        .collect(
            Collectors.joining(
                ", ",
                "SELECT " + columns + ", " + DAY + " FROM read_parquet([",
                "], hive_partitioning = true, hive_types = {'received_date': DATE})"));
  }
}
