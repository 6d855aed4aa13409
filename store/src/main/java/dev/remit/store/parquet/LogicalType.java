package dev.remit.store.parquet;

import org.jspecify.annotations.Nullable;

/// How a column's type is said in the schema, twice, because older readers know only the older way.
/// Numbers are those of `ConvertedType` and `LogicalType` in `parquet.thrift`.
final class LogicalType {
  static final int CONVERTED_LIST = 3;
  static final int LOGICAL_LIST = 3;
  private static final int CONVERTED_UTF8 = 0;
  private static final int LOGICAL_STRING = 1;
  private static final int CONVERTED_TIMESTAMP_MILLIS = 9;
  private static final int LOGICAL_TIMESTAMP = 8;
  private static final int CONVERTED_JSON = 19;
  private static final int LOGICAL_JSON = 12;

  private LogicalType() {}

  static void write(ParquetType type, ThriftWriter out) {
    switch (type) {
      case BOOLEAN, INT32, INT64 -> {}
      case TIMESTAMP -> writeTimestamp(out);
      case JSON -> write(CONVERTED_JSON, LOGICAL_JSON, out);
      case STRING, UUID, STRINGS -> write(CONVERTED_UTF8, LOGICAL_STRING, out);
    }
  }

  private static void write(int converted, int logical, ThriftWriter out) {
    out.i32(6, converted);
    out.struct(10);
    out.emptyStruct(logical);
    out.end();
  }

  private static void writeTimestamp(ThriftWriter out) {
    out.i32(6, CONVERTED_TIMESTAMP_MILLIS);
    out.struct(10);
    out.struct(LOGICAL_TIMESTAMP);
    // In UTC, in milliseconds.
    out.bool(1, true);
    out.struct(2);
    out.emptyStruct(1);
    out.end();
    out.end();
    out.end();
  }

  /// What a leaf of the schema holds; null if we write no such column.
  static @Nullable ParquetType find(int physical, int converted) {
    if (physical == PhysicalType.BYTE_ARRAY.code()) {
      return converted == CONVERTED_UTF8
          ? ParquetType.STRING
          : converted == CONVERTED_JSON ? ParquetType.JSON : null;
    }
    if (physical == PhysicalType.INT64.code() && converted == CONVERTED_TIMESTAMP_MILLIS) {
      return ParquetType.TIMESTAMP;
    }
    for (ParquetType type :
        new ParquetType[] {ParquetType.BOOLEAN, ParquetType.INT32, ParquetType.INT64}) {
      if (converted < 0 && type.physical().code() == physical) {
        return type;
      }
    }
    return null;
  }
}
