package dev.remit.store.log;

import dev.remit.store.parquet.ParquetColumn;
import dev.remit.store.parquet.ParquetSchema;
import dev.remit.store.parquet.ParquetType;
import dev.remit.store.row.Column;
import dev.remit.store.row.ColumnType;
import dev.remit.store.row.Row;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The log's table as the columns of a Parquet file.
public final class PartSchema {
  public static final ParquetSchema SCHEMA = of(Column.SCHEMA_VERSION);

  private PartSchema() {}

  /// The table as a version of the schema had it: the first columns of [#SCHEMA].
  public static ParquetSchema of(int schemaVersion) {
    return new ParquetSchema(Column.of(schemaVersion).stream().map(PartSchema::column).toList());
  }

  /// A row of a part: one of before is without the columns that came later.
  ///
  /// Throws [IllegalArgumentException] as [Row#of] does.
  static Row row(@Nullable Object[] values) {
    return Row.of(
        values.length < Column.ALL.size() ? Arrays.copyOf(values, Column.ALL.size()) : values);
  }

  private static ParquetColumn column(Column column) {
    return new ParquetColumn(column.title(), type(column.type()), column.isOptional());
  }

  private static ParquetType type(ColumnType type) {
    return switch (type) {
      case WHOLE -> ParquetType.INT64;
      case INSTANT -> ParquetType.TIMESTAMP;
      case FLAG -> ParquetType.BOOLEAN;
      case UUID -> ParquetType.UUID;
      case SYMBOL, TEXT -> ParquetType.STRING;
      case JSON -> ParquetType.JSON;
      case LIST -> ParquetType.STRINGS;
    };
  }
}
