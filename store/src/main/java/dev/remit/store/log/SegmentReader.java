package dev.remit.store.log;

import dev.remit.store.disk.ReadableFile;
import dev.remit.store.row.ByteInput;
import dev.remit.store.row.DamagedBytes;
import dev.remit.store.row.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Goes through the groups of one segment, as it was when this was made. Used by one thread.
///
/// A group is given only if its checksum is right and it continues the chain; whether its records
/// are what was hashed is for [Group#root] to say.
final class SegmentReader implements GroupReader {
  private final ReadableFile file;
  private final Frames.Scan scan;
  private final RowDecoder decoder;
  private final SegmentHeader header;
  private Head head;
  private long end;

  /// Throws [DamagedBytes] where the file does not begin as a segment does.
  SegmentReader(ReadableFile file) throws IOException, DamagedBytes {
    this.file = file;
    this.scan = new Frames.Scan(file);
    ByteInput frame = scan.next();
    if (frame.read() != Frames.HEADER) {
      throw new DamagedBytes("does not begin as a segment of a log");
    }
    this.header = SegmentHeader.read(frame);
    this.decoder = new RowDecoder(header.schemaVersion());
    this.head = header.head();
    this.end = scan.offset();
  }

  SegmentHeader header() {
    return header;
  }

  @Override
  public Head head() {
    return head;
  }

  /// Where that group ends.
  long end() {
    return end;
  }

  @Override
  public @Nullable Group next() throws IOException, DamagedBytes {
    if (scan.isAtEnd()) {
      return null;
    }
    ByteInput frame = scan.next();
    if (frame.read() != Frames.GROUP) {
      throw new DamagedBytes("has a frame of a kind that is not known");
    }
    Group group = group(frame);
    head = head.after(group.link());
    end = scan.offset();
    return group;
  }

  private Group group(ByteInput frame) throws DamagedBytes {
    long first = frame.readVarint();
    if (first != head.records() + 1) {
      throw new DamagedBytes("goes on with record " + first + " after " + head.records());
    }
    int count = frame.readCount(frame.remaining());
    if (count < 1) {
      throw new DamagedBytes("has a group without records");
    }
    long received = frame.readLong();
    if (!Arrays.equals(frame.readBytes(Hash.SIZE), head.hash().bytes())) {
      throw new DamagedBytes("has a group that does not follow the one before it");
    }
    Hash root = Hash.of(frame.readBytes(Hash.SIZE));
    List<Row> rows = new ArrayList<>(count);
    decoder.startGroup();
    for (int i = 0; i < count; i++) {
      rows.add(decoder.decode(frame, first + i, received));
    }
    if (frame.remaining() > 0) {
      throw new DamagedBytes("has a group with more than its records");
    }
    return new Group(new Link(count, received, root), rows);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
