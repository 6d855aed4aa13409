package dev.remit.store.log;

import dev.remit.store.parquet.ParquetColumn;
import dev.remit.store.parquet.ParquetSchema;
import dev.remit.store.parquet.ParquetType;
import dev.remit.store.row.Column;
import dev.remit.store.row.ColumnType;

/// The log's table as the columns of a Parquet file.
public final class PartSchema {
  public static final ParquetSchema SCHEMA =
      new ParquetSchema(Column.ALL.stream().map(PartSchema::column).toList());

  private PartSchema() {}

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
