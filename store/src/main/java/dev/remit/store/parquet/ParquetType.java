package dev.remit.store.parquet;

/// What a column holds. Each is a type that DuckDB, parquet-java and Spark read without being told.
public enum ParquetType {
  BOOLEAN(PhysicalType.BOOLEAN),

  INT32(PhysicalType.INT32),

  INT64(PhysicalType.INT64),

  /// Milliseconds since 1970 in UTC; in a row a `Long`.
  TIMESTAMP(PhysicalType.INT64),

  /// Text of whole Unicode code points; an unpaired surrogate is refused, for UTF-8 has no place
  /// for it.
  STRING(PhysicalType.BYTE_ARRAY),

  /// A JSON text. It is not parsed here, and has no bounds in the statistics.
  JSON(PhysicalType.BYTE_ARRAY),

  /// In a row a `java.util.UUID`, in the file its 36 characters, because Spark 4.2 refuses a file
  /// with a column of Parquet's own UUID type. Which columns these are is said in the file's
  /// metadata, so that they are read back as what they were.
  UUID(PhysicalType.BYTE_ARRAY),

  /// A list of texts, none of them null; in a row a `List<String>`.
  STRINGS(PhysicalType.BYTE_ARRAY);

  private final PhysicalType physical;

  ParquetType(PhysicalType physical) {
    this.physical = physical;
  }

  PhysicalType physical() {
    return physical;
  }

  /// Whether the statistics of a column hold its least and its greatest value.
  boolean bounded() {
    return this != JSON;
  }
}
