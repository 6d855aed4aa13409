package dev.remit.store.log;

import dev.remit.store.disk.OpenFile;
import dev.remit.store.row.Bytes;
import java.io.Closeable;
import java.io.IOException;

/// Appends groups to one segment. Used by one thread; after an [IOException] not at all.
final class SegmentWriter implements Closeable {
  private final OpenFile file;
  private final RowEncoder encoder = new RowEncoder();
  private final Bytes bytes = new Bytes();
  private Head head;
  private long size;

  /// Begins the segment in an empty file.
  SegmentWriter(OpenFile file, SegmentHeader header) throws IOException {
    this.file = file;
    this.head = header.head();
    int start = Frames.start(bytes, Frames.HEADER);
    header.write(bytes);
    Frames.end(bytes, start);
    write();
  }

  /// After the last group.
  Head head() {
    return head;
  }

  /// Bytes so far.
  long size() {
    return size;
  }

  void append(Group group) throws IOException {
    int start = Frames.start(bytes, Frames.GROUP);
    bytes.putVarint(head.records() + 1);
    bytes.putVarint(group.rows().size());
    bytes.putLong(group.link().receivedMillis());
    bytes.put(head.hash().bytes());
    bytes.put(group.link().root().bytes());
    encoder.startGroup();
    group.rows().forEach(row -> encoder.encode(row, bytes));
    Frames.end(bytes, start);
    write();
    head = head.after(group.link());
  }

  private void write() throws IOException {
    size += bytes.size();
    file.append(bytes.view());
    bytes.clear();
  }

  void force() throws IOException {
    file.force();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
