package dev.remit.store.parquet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads what [ThriftWriter] wrote, and passes over fields that it is not asked for. A structure is
/// read by a loop over [#nextField], which is 0 at its end; a field is then read by the method of
/// its type, or skipped.
final class ThriftReader {
  private final PageBytes in;
  private final int[] lastFields = new int[ThriftWriter.DEPTH_MAX];
  private int depth;
  private int type;

  ThriftReader(PageBytes in) {
    this.in = in;
  }

  int nextField() throws UnreadableParquet {
    int header = in.unsignedByte();
    if (header == 0) {
      return 0;
    }
    type = header & 0xF;
    int distance = header >>> 4;
    long field = distance == 0 ? in.zigzag() : lastFields[depth] + distance;
    if (field < 1 || field > Short.MAX_VALUE) {
      throw new UnreadableParquet("a structure has a field " + field);
    }
    lastFields[depth] = (int) field;
    return (int) field;
  }

  boolean bool() throws UnreadableParquet {
    if (type != ThriftWriter.TRUE && type != ThriftWriter.FALSE) {
      throw unexpected("a truth value");
    }
    return type == ThriftWriter.TRUE;
  }

  int i32() throws UnreadableParquet {
    require(ThriftWriter.I32);
    return numberElement();
  }

  long i64() throws UnreadableParquet {
    require(ThriftWriter.I64);
    return in.zigzag();
  }

  byte[] binary() throws UnreadableParquet {
    require(ThriftWriter.BINARY);
    return binaryElement();
  }

  String text() throws UnreadableParquet {
    return new String(binary(), StandardCharsets.UTF_8);
  }

  /// Begins the structure that the field holds.
  void struct() throws UnreadableParquet {
    require(ThriftWriter.STRUCT);
    begin();
  }

  /// Begins a structure that is an element of a list.
  void begin() throws UnreadableParquet {
    depth++;
    if (depth == ThriftWriter.DEPTH_MAX) {
      throw new UnreadableParquet("structures are nested too deep");
    }
    lastFields[depth] = 0;
  }

  void end() {
    depth--;
  }

  /// The size of the list that the field holds; its elements, which follow, are of this type. Each
  /// has at least a byte, so that no size is beyond the bytes that are there.
  int list(int elementType) throws UnreadableParquet {
    require(ThriftWriter.LIST);
    int header = in.unsignedByte();
    if ((header & 0xF) != elementType) {
      throw new UnreadableParquet("a list holds another type than it should");
    }
    return size(header);
  }

  private int size(int header) throws UnreadableParquet {
    int small = header >>> 4;
    int size = small == ThriftWriter.NIBBLE_MAX ? in.count(in.left()) : small;
    if (size > in.left()) {
      throw new UnreadableParquet("a list is longer than what is left");
    }
    return size;
  }

  byte[] binaryElement() throws UnreadableParquet {
    int length = in.count(in.left());
    int start = in.skip(length);
    return Arrays.copyOfRange(in.array(), start, start + length);
  }

  String textElement() throws UnreadableParquet {
    return new String(binaryElement(), StandardCharsets.UTF_8);
  }

  int numberElement() throws UnreadableParquet {
    long value = in.zigzag();
    if (value != (int) value) {
      throw new UnreadableParquet("a number has more than 32 bits");
    }
    return (int) value;
  }

  void skip() throws UnreadableParquet {
    skip(type, 0);
  }

  private void skip(int skipped, int nesting) throws UnreadableParquet {
    if (nesting == ThriftWriter.DEPTH_MAX) {
      throw new UnreadableParquet("structures are nested too deep");
    }
    switch (skipped) {
      case ThriftWriter.TRUE, ThriftWriter.FALSE -> {}
      case ThriftWriter.BYTE -> in.skip(1);
      case ThriftWriter.I16, ThriftWriter.I32, ThriftWriter.I64 -> in.varint();
      case ThriftWriter.DOUBLE -> in.skip(Double.BYTES);
      case ThriftWriter.BINARY -> in.skip(in.count(in.left()));
      case ThriftWriter.LIST, ThriftWriter.SET -> skipList(nesting);
      case ThriftWriter.STRUCT -> skipStruct(nesting);
      default -> throw new UnreadableParquet("a field has the type " + skipped);
    }
  }

  private void skipList(int nesting) throws UnreadableParquet {
    int header = in.unsignedByte();
    int size = size(header);
    int element = header & 0xF;
    boolean truth = element == ThriftWriter.TRUE || element == ThriftWriter.FALSE;
    for (int i = 0; i < size; i++) {
      skip(truth ? ThriftWriter.BYTE : element, nesting + 1);
    }
  }

  private void skipStruct(int nesting) throws UnreadableParquet {
    for (int header = in.unsignedByte(); header != 0; header = in.unsignedByte()) {
      if (header >>> 4 == 0) {
        in.varint();
      }
      skip(header & 0xF, nesting + 1);
    }
  }

  private void require(int expected) throws UnreadableParquet {
    if (type != expected) {
      throw unexpected("type " + expected);
    }
  }

  private UnreadableParquet unexpected(String expected) {
    return new UnreadableParquet("a field has the type " + type + " in place of " + expected);
  }
}
