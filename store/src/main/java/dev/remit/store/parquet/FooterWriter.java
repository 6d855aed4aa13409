package dev.remit.store.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes the end of a file. Fields are numbered as in `parquet.thrift`.
final class FooterWriter {
  static final int OPTIONAL = 1;
  static final int REPEATED = 2;
  static final int REQUIRED = 0;
  static final int ZSTD = 6;

  private final ThriftWriter out;

  private FooterWriter(ThriftWriter out) {
    this.out = out;
  }

  /// Appends the checksum, the footer, its length and the magic.
  static void write(Footer footer, GrowingBytes out) {
    int check = out.grow(Footer.CHECK_BYTES);
    int start = out.length();
    new FooterWriter(new ThriftWriter(out)).file(footer);
    out.setInt(check, Footer.CHECK_MARK);
    out.setInt(check + Integer.BYTES, Footer.crc(out.array(), start, out.length()));
    out.putInt(out.length() - start);
    out.putInt(Footer.MAGIC);
  }

  private void file(Footer footer) {
    List<ParquetColumn> columns = footer.schema().columns();
    out.i32(1, 1);
    schema(columns);
    out.i64(3, footer.rows());
    out.list(4, ThriftWriter.STRUCT, footer.groups().size());
    for (int i = 0; i < footer.groups().size(); i++) {
      group(footer.groups().get(i), columns, i);
    }
    metadata(footer.metadata(), columns);
    out.text(6, Footer.CREATED_BY);
    out.list(7, ThriftWriter.STRUCT, columns.size());
    for (int i = 0; i < columns.size(); i++) {
      out.structElement();
      out.emptyStruct(1);
      out.end();
    }
    out.end();
  }

  private void metadata(SortedMap<String, String> given, List<ParquetColumn> columns) {
    SortedMap<String, String> metadata = new TreeMap<>(given);
    List<String> uuids = new ArrayList<>();
    for (ParquetColumn column : columns) {
      if (column.type() == ParquetType.UUID) {
        uuids.add(column.name());
      }
    }
    if (!uuids.isEmpty()) {
      metadata.put(Footer.UUIDS_KEY, String.join("\n", uuids));
    }
    out.list(5, ThriftWriter.STRUCT, metadata.size());
    metadata.forEach((key, value) -> {
      out.structElement();
      out.text(1, key);
      out.text(2, value);
      out.end();
    });
  }

  private void schema(List<ParquetColumn> columns) {
    int elements = 1;
    for (ParquetColumn column : columns) {
      elements += column.repeated() ? 3 : 1;
    }
    out.list(2, ThriftWriter.STRUCT, elements);
    out.structElement();
    out.text(4, "remit");
    out.i32(5, columns.size());
    out.end();
    for (ParquetColumn column : columns) {
      int repetition = column.optional() ? OPTIONAL : REQUIRED;
      if (column.repeated()) {
        group(column.name(), repetition, true);
        group("list", REPEATED, false);
        leaf("element", ParquetType.STRING, REQUIRED);
      } else {
        leaf(column.name(), column.type(), repetition);
      }
    }
  }

  private void group(String name, int repetition, boolean list) {
    out.structElement();
    out.i32(3, repetition);
    out.text(4, name);
    out.i32(5, 1);
    if (list) {
      out.i32(6, LogicalType.CONVERTED_LIST);
      out.struct(10);
      out.emptyStruct(LogicalType.LOGICAL_LIST);
      out.end();
    }
    out.end();
  }

  private void leaf(String name, ParquetType type, int repetition) {
    out.structElement();
    out.i32(1, type.physical().code());
    out.i32(3, repetition);
    out.text(4, name);
    LogicalType.write(type, out);
    out.end();
  }

  private void group(GroupEntry group, List<ParquetColumn> columns, int ordinal) {
    long plainBytes = 0;
    long bytes = 0;
    out.structElement();
    out.list(1, ThriftWriter.STRUCT, columns.size());
    for (int i = 0; i < columns.size(); i++) {
      chunk(group.chunks().get(i), columns.get(i), group.indexes().get(i));
      plainBytes += group.chunks().get(i).plainBytes();
      bytes += group.chunks().get(i).bytes();
    }
    out.i64(2, plainBytes);
    out.i64(3, group.rows());
    out.i64(5, group.chunks().getFirst().start());
    out.i64(6, bytes);
    if (ordinal <= Short.MAX_VALUE) {
      out.i16(7, ordinal);
    }
    out.end();
  }

  private void chunk(ChunkEntry chunk, ParquetColumn column, GroupEntry.IndexEntry index) {
    out.structElement();
    out.i64(2, 0);
    out.struct(3);
    column(chunk, column);
    out.end();
    out.i64(4, index.offsetsStart());
    out.i32(5, index.offsetsBytes());
    if (index.boundsBytes() > 0) {
      out.i64(6, index.boundsStart());
      out.i32(7, index.boundsBytes());
    }
    out.end();
  }

  private void column(ChunkEntry chunk, ParquetColumn column) {
    out.i32(1, chunk.type().code());
    out.list(2, ThriftWriter.I32, chunk.encodings().size());
    chunk.encodings().forEach(encoding -> out.numberElement(encoding.code()));
    List<String> path =
        column.repeated() ? List.of(column.name(), "list", "element") : List.of(column.name());
    out.list(3, ThriftWriter.BINARY, path.size());
    path.forEach(out::textElement);
    out.i32(4, ZSTD);
    out.i64(5, chunk.values());
    out.i64(6, chunk.plainBytes());
    out.i64(7, chunk.bytes());
    out.list(8, ThriftWriter.STRUCT, 1);
    out.structElement();
    out.text(1, Footer.CRC_KEY);
    out.text(2, Integer.toHexString(chunk.crc()));
    out.end();
    out.i64(9, chunk.dataStart());
    if (chunk.hasDictionary()) {
      out.i64(11, chunk.start());
    }
    statistics(chunk.nulls(), chunk.bounds());
    pageEncodings(chunk);
  }

  private void statistics(long nulls, @Nullable Bounds bounds) {
    out.struct(12);
    out.i64(3, nulls);
    if (bounds != null) {
      out.binary(5, bounds.max());
      out.binary(6, bounds.min());
      out.bool(7, bounds.maxExact());
      out.bool(8, bounds.minExact());
    }
    out.end();
  }

  /// With these a reader knows whether all of a chunk's values are in its dictionary.
  private void pageEncodings(ChunkEntry chunk) {
    Map<Encoding, Integer> counts = chunk.pageEncodings();
    out.list(13, ThriftWriter.STRUCT, counts.size() + (chunk.hasDictionary() ? 1 : 0));
    if (chunk.hasDictionary()) {
      pageEncoding(PageHeader.DICTIONARY, Encoding.PLAIN, 1);
    }
    counts.forEach((encoding, count) -> pageEncoding(PageHeader.DATA, encoding, count));
  }

  private void pageEncoding(int pageType, Encoding encoding, int count) {
    out.structElement();
    out.i32(1, pageType);
    out.i32(2, encoding.code());
    out.i32(3, count);
    out.end();
  }
}
