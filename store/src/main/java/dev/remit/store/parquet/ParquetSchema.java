package dev.remit.store.parquet;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The columns of a file, in the order of a row's values. Names differ by more than their case,
/// because Spark and DuckDB look them up without it.
public record ParquetSchema(List<ParquetColumn> columns) {
  public ParquetSchema {
    columns = List.copyOf(columns);
    if (columns.isEmpty() || columns.size() > ParquetLimits.COLUMNS_MAX) {
      throw new IllegalArgumentException(
          "a file has 1 to " + ParquetLimits.COLUMNS_MAX + " columns, not " + columns.size());
    }
    Set<String> names = new HashSet<>();
    for (ParquetColumn column : columns) {
      if (!names.add(column.name().toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException("column `" + column.name() + "` is there twice");
      }
    }
  }

  public static ParquetSchema of(ParquetColumn... columns) {
    return new ParquetSchema(List.of(columns));
  }

  /// The place of a column in a row; throws where there is no such column.
  public int indexOf(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("there is no column `" + name + "`");
  }
}
