package dev.remit.store.parquet;

import java.nio.charset.StandardCharsets;

/// Writes structures as Parquet's headers and footers are: fields by number, ascending within a
/// structure. Every structure begun is ended by [#end]; the outermost one is begun already. Of the
/// protocol it knows what `parquet.thrift` needs.
///
/// Source: Apache Thrift, compact protocol specification.
final class ThriftWriter {
  static final int TRUE = 1;
  static final int FALSE = 2;
  static final int BYTE = 3;
  static final int I16 = 4;
  static final int I32 = 5;
  static final int I64 = 6;
  static final int DOUBLE = 7;
  static final int BINARY = 8;
  static final int LIST = 9;
  static final int SET = 10;
  static final int MAP = 11;
  static final int STRUCT = 12;

  /// Structures in structures; `parquet.thrift` nests seven.
  static final int DEPTH_MAX = 16;

  /// Sizes of lists and distances of fields from which they no longer fit beside the type.
  static final int NIBBLE_MAX = 15;

  private final GrowingBytes out;
  private final int[] lastFields = new int[DEPTH_MAX];
  private int depth;

  ThriftWriter(GrowingBytes out) {
    this.out = out;
  }

  void bool(int field, boolean value) {
    field(field, value ? TRUE : FALSE);
  }

  void i16(int field, int value) {
    field(field, I16);
    out.putZigzag(value);
  }

  void i32(int field, int value) {
    field(field, I32);
    out.putZigzag(value);
  }

  void i64(int field, long value) {
    field(field, I64);
    out.putZigzag(value);
  }

  void binary(int field, byte[] value) {
    field(field, BINARY);
    binaryElement(value);
  }

  void text(int field, String value) {
    binary(field, value.getBytes(StandardCharsets.UTF_8));
  }

  void struct(int field) {
    field(field, STRUCT);
    structElement();
  }

  void emptyStruct(int field) {
    struct(field);
    end();
  }

  void end() {
    out.put(0);
    depth--;
  }

  /// The elements follow.
  void list(int field, int elementType, int size) {
    field(field, LIST);
    if (size < NIBBLE_MAX) {
      out.put(size << 4 | elementType);
    } else {
      out.put(NIBBLE_MAX << 4 | elementType);
      out.putVarint(size);
    }
  }

  void structElement() {
    depth++;
    lastFields[depth] = 0;
  }

  void binaryElement(byte[] value) {
    out.putVarint(value.length);
    out.put(value);
  }

  void textElement(String value) {
    binaryElement(value.getBytes(StandardCharsets.UTF_8));
  }

  void numberElement(long value) {
    out.putZigzag(value);
  }

  void boolElement(boolean value) {
    out.put(value ? TRUE : FALSE);
  }

  private void field(int field, int type) {
    int distance = field - lastFields[depth];
    if (distance > 0 && distance <= NIBBLE_MAX) {
      out.put(distance << 4 | type);
    } else {
      out.put(type);
      out.putZigzag(field);
    }
    lastFields[depth] = field;
  }
}
