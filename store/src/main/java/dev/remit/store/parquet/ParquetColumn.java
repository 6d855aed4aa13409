package dev.remit.store.parquet;

import java.util.Objects;

/// One column. `optional` says whether a row may hold null in it. The name has no dot, which
/// Parquet's paths are joined with, and no line end.
public record ParquetColumn(String name, ParquetType type, boolean optional) {
  public ParquetColumn {
    Objects.requireNonNull(type, "type");
    if (name.isBlank() || name.indexOf('.') >= 0 || name.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("`" + name + "` cannot name a column");
    }
  }

  public static ParquetColumn required(String name, ParquetType type) {
    return new ParquetColumn(name, type, false);
  }

  public static ParquetColumn optional(String name, ParquetType type) {
    return new ParquetColumn(name, type, true);
  }

  boolean repeated() {
    return type == ParquetType.STRINGS;
  }

  /// The definition level of a value that is there: how many of the levels above it are optional or
  /// repeated.
  int definitionMax() {
    return (optional ? 1 : 0) + (repeated() ? 1 : 0);
  }
}
