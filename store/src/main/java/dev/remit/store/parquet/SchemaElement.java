package dev.remit.store.parquet;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/// A node of the schema's tree as a footer lists it, parents first; a number that is not there is
/// -1.
record SchemaElement(int physical, int repetition, String name, int children, int converted) {
  static SchemaElement read(ThriftReader in) throws UnreadableParquet {
    int physical = -1;
    int repetition = -1;
    String name = "";
    int children = -1;
    int converted = -1;
    in.begin();
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 1 -> physical = in.i32();
        case 3 -> repetition = in.i32();
        case 4 -> name = in.text();
        case 5 -> children = in.i32();
        case 6 -> converted = in.i32();
        default -> in.skip();
      }
    }
    in.end();
    return new SchemaElement(physical, repetition, name, children, converted);
  }

  /// The columns of the tree; `uuids` names those texts that are UUIDs.
  static ParquetSchema schema(List<SchemaElement> elements, Set<String> uuids)
      throws UnreadableParquet {
    try {
      Iterator<SchemaElement> rest = elements.iterator();
      int count = rest.next().children;
      List<ParquetColumn> columns = new ArrayList<>();
      while (rest.hasNext()) {
        columns.add(column(rest.next(), rest, uuids));
      }
      if (columns.size() == count) {
        return new ParquetSchema(columns);
      }
    } catch (NoSuchElementException | IllegalArgumentException e) {
      throw new UnreadableParquet("its schema is none of ours (" + e.getMessage() + ")");
    }
    throw new UnreadableParquet("its schema has another number of columns than it says");
  }

  private static ParquetColumn column(
      SchemaElement element, Iterator<SchemaElement> rest, Set<String> uuids)
      throws UnreadableParquet {
    ParquetType type = element.children < 0 ? element.leaf() : element.list(rest);
    if (element.repetition == FooterWriter.REPEATED) {
      throw element.unknown();
    }
    if (type == ParquetType.STRING && uuids.contains(element.name)) {
      type = ParquetType.UUID;
    }
    return new ParquetColumn(element.name, type, element.repetition == FooterWriter.OPTIONAL);
  }

  private ParquetType leaf() throws UnreadableParquet {
    ParquetType type = LogicalType.find(physical, converted);
    if (type == null) {
      throw unknown();
    }
    return type;
  }

  private ParquetType list(Iterator<SchemaElement> rest) throws UnreadableParquet {
    SchemaElement list = rest.next();
    SchemaElement element = rest.next();
    boolean ours =
        converted == LogicalType.CONVERTED_LIST
            && children == 1
            && list.children == 1
            && list.repetition == FooterWriter.REPEATED
            && element.repetition == FooterWriter.REQUIRED
            && element.children < 0
            && element.leaf() == ParquetType.STRING;
    if (!ours) {
      throw unknown();
    }
    return ParquetType.STRINGS;
  }

  private UnreadableParquet unknown() {
    return new UnreadableParquet("column `" + name + "` is of a type that is not known here");
  }
}
