package dev.remit.store.log;

import dev.remit.store.disk.ReadableFile;
import dev.remit.store.parquet.ParquetReader;
import dev.remit.store.parquet.ParquetRows;
import dev.remit.store.parquet.UnreadableParquet;
import dev.remit.store.row.Column;
import dev.remit.store.row.DamagedBytes;
import dev.remit.store.row.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Goes through the groups of one sealed part. Used by one thread.
///
/// Of a group whose root is not kept, the link has the root that its rows come to.
final class PartReader implements GroupReader {
  private final ParquetReader parquet;
  private final PartLinks links;
  private final ParquetRows rows;
  private Head head;
  private int next;

  /// Throws [DamagedBytes] where the file does not say what part of a log it is.
  PartReader(String name, ReadableFile file) throws IOException, DamagedBytes {
    try {
      this.parquet = ParquetReader.open(name, file);
    } catch (UnreadableParquet e) {
      throw new DamagedBytes("cannot be read: " + e.text());
    }
    this.links = PartLinks.of(parquet.metadata());
    this.rows = parquet.rows();
    this.head = links.before();
  }

  PartLinks links() {
    return links;
  }

  @Override
  public Head head() {
    return head;
  }

  @Override
  public @Nullable Group next() throws IOException, DamagedBytes {
    if (next == links.groups().size()) {
      requireEnd();
      return null;
    }
    PartLinks.Entry entry = links.groups().get(next++);
    List<Row> group = new ArrayList<>(entry.count());
    for (int i = 0; i < entry.count(); i++) {
      group.add(row(head.records() + 1 + i));
    }
    long received = group.getFirst().whole(Column.RECEIVED);
    Optional<Hash> root = entry.root();
    Link link =
        new Link(entry.count(), received, root.isPresent() ? root.get() : Group.root(group));
    head = head.after(link);
    return new Group(link, group);
  }

  private Row row(long sequence) throws IOException, DamagedBytes {
    @Nullable Object @Nullable [] values = nextValues();
    if (values == null) {
      throw new DamagedBytes("ends before record " + sequence);
    }
    Row row;
    try {
      row = PartSchema.row(values);
    } catch (IllegalArgumentException e) {
      throw new DamagedBytes("holds a row in which " + e.getMessage());
    }
    if (row.whole(Column.SEQUENCE) != sequence) {
      throw new DamagedBytes(
          "holds record " + row.whole(Column.SEQUENCE) + " in the place of record " + sequence);
    }
    return row;
  }

  private @Nullable Object @Nullable [] nextValues() throws IOException, DamagedBytes {
    try {
      return rows.next();
    } catch (UnreadableParquet e) {
      throw new DamagedBytes("cannot be read: " + e.text());
    }
  }

  private void requireEnd() throws IOException, DamagedBytes {
    if (nextValues() != null) {
      throw new DamagedBytes("holds more than the records of its groups");
    }
  }

  @Override
  public void close() throws IOException {
    parquet.close();
  }
}
