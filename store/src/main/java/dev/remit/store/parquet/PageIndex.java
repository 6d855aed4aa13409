package dev.remit.store.parquet;

import java.util.ArrayList;
import java.util.List;

/// Writes for the pages of each column what lies between which bounds, and where: with it a reader
/// can pass over pages as it does over row groups.
///
/// Source: Parquet format, PageIndex.md.
final class PageIndex {
  private static final int UNORDERED = 0;
  private static final int ASCENDING = 1;
  private static final int DESCENDING = 2;

  private PageIndex() {}

  /// Appends the indexes of a row group, which begin at `start` of the file.
  static GroupEntry write(
      long rows, List<ColumnWriter.Written> written, long start, GrowingBytes out) {
    List<ChunkEntry> chunks = new ArrayList<>();
    List<GroupEntry.IndexEntry> indexes = new ArrayList<>();
    for (ColumnWriter.Written column : written) {
      chunks.add(column.chunk());
      int boundsStart = out.length();
      if (allBounded(column.pages())) {
        writeBounds(column, out);
      }
      int offsetsStart = out.length();
      writeOffsets(column, out);
      indexes.add(
          new GroupEntry.IndexEntry(
              start + boundsStart,
              offsetsStart - boundsStart,
              start + offsetsStart,
              out.length() - offsetsStart));
    }
    return new GroupEntry(rows, chunks, indexes);
  }

  private static boolean allBounded(List<PageEntry> pages) {
    for (PageEntry page : pages) {
      if (page.bounds() == null && page.values() > 0) {
        return false;
      }
    }
    return true;
  }

  private static void writeBounds(ColumnWriter.Written column, GrowingBytes out) {
    List<PageEntry> pages = column.pages();
    ThriftWriter index = new ThriftWriter(out);
    index.list(1, ThriftWriter.TRUE, pages.size());
    for (PageEntry page : pages) {
      index.boolElement(page.bounds() == null);
    }
    index.list(2, ThriftWriter.BINARY, pages.size());
    for (PageEntry page : pages) {
      index.binaryElement(page.bounds() == null ? new byte[0] : page.bounds().min());
    }
    index.list(3, ThriftWriter.BINARY, pages.size());
    for (PageEntry page : pages) {
      index.binaryElement(page.bounds() == null ? new byte[0] : page.bounds().max());
    }
    index.i32(4, order(column.chunk().type(), pages));
    index.list(5, ThriftWriter.I64, pages.size());
    for (PageEntry page : pages) {
      index.numberElement(page.nulls());
    }
    index.end();
  }

  private static int order(PhysicalType type, List<PageEntry> pages) {
    boolean ascending = true;
    boolean descending = true;
    Bounds before = null;
    for (PageEntry page : pages) {
      Bounds bounds = page.bounds();
      if (bounds != null && before != null) {
        int low = Bounds.compare(type, before.min(), bounds.min());
        int high = Bounds.compare(type, before.max(), bounds.max());
        ascending &= low <= 0 && high <= 0;
        descending &= low >= 0 && high >= 0;
      }
      before = bounds == null ? before : bounds;
    }
    return ascending ? ASCENDING : descending ? DESCENDING : UNORDERED;
  }

  private static void writeOffsets(ColumnWriter.Written column, GrowingBytes out) {
    ThriftWriter index = new ThriftWriter(out);
    index.list(1, ThriftWriter.STRUCT, column.pages().size());
    for (PageEntry page : column.pages()) {
      index.structElement();
      index.i64(1, column.chunk().dataStart() + page.offset());
      index.i32(2, page.bytes());
      index.i64(3, page.firstRow());
      index.end();
    }
    index.end();
  }
}
