package dev.remit.store.parquet;

/// How the format stores values; the numbers are those of `Type` in `parquet.thrift`.
enum PhysicalType {
  BOOLEAN(0),
  INT32(1),
  INT64(2),
  BYTE_ARRAY(6);

  private final int code;

  PhysicalType(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
