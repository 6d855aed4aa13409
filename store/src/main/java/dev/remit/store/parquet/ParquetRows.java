package dev.remit.store.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of a file in their order. Holds the columns asked for of one row group as they are in the
/// file, and of each one page decoded. For one thread.
public final class ParquetRows {
  private final ParquetReader reader;
  private final int[] indexes;
  private final List<GroupEntry> groups;
  private List<ColumnReader> columns = List.of();
  private int nextGroup;
  private long left;

  ParquetRows(ParquetReader reader, int[] indexes, List<GroupEntry> groups) {
    this.reader = reader;
    this.indexes = indexes;
    this.groups = groups;
  }

  /// The next row, an array of the caller's own with the types that [ParquetType] says; null after
  /// the last one.
  public @Nullable Object @Nullable [] next() throws IOException {
    if (left == 0) {
      if (nextGroup == groups.size()) {
        return null;
      }
      open(groups.get(nextGroup++));
    }
    @Nullable Object[] row = new @Nullable Object[indexes.length];
    left--;
    for (int i = 0; i < row.length; i++) {
      row[i] = next(i);
    }
    return row;
  }

  /// Passes over rows, to the end if there are fewer. Row groups that are passed over whole are not
  /// read, and of the others the columns, but not their values.
  public void skip(long rows) throws IOException {
    long more = rows;
    while (more > 0) {
      if (left == 0) {
        if (nextGroup == groups.size()) {
          return;
        }
        GroupEntry group = groups.get(nextGroup++);
        if (group.rows() <= more) {
          more -= group.rows();
          continue;
        }
        open(group);
      }
      long passed = Math.min(left, more);
      for (int i = 0; i < indexes.length; i++) {
        skip(i, passed);
      }
      left -= passed;
      more -= passed;
    }
  }

  private void skip(int i, long rows) throws UnreadableParquet {
    try {
      columns.get(i).skip(rows);
    } catch (UnreadableParquet e) {
      throw reader.damaged(e, indexes[i]);
    }
  }

  private @Nullable Object next(int i) throws UnreadableParquet {
    try {
      ColumnReader column = columns.get(i);
      Object value = column.next();
      if (left == 0) {
        column.requireEnd();
      }
      return value;
    } catch (UnreadableParquet e) {
      throw reader.damaged(e, indexes[i]);
    }
  }

  private void open(GroupEntry group) throws IOException {
    columns = new ArrayList<>();
    for (int index : indexes) {
      columns.add(reader.column(group, index));
    }
    left = group.rows();
  }
}
