package dev.remit.store.log;

import dev.remit.store.row.ByteInput;
import dev.remit.store.row.Bytes;
import dev.remit.store.row.Column;
import dev.remit.store.row.DamagedBytes;
import java.util.UUID;

/// What a segment begins with: the schema of its rows, and the chain as it was before its first
/// group.
record SegmentHeader(int schemaVersion, Head head, long createdMillis) {
  private static final int FORMAT_VERSION = 1;

  /// Of a segment that begins now.
  SegmentHeader(Head head, long createdMillis) {
    this(Column.SCHEMA_VERSION, head, createdMillis);
  }

  void write(Bytes out) {
    out.put(FORMAT_VERSION);
    out.put(schemaVersion);
    out.putUuid(head.log().value());
    out.putLong(head.records());
    out.put(head.hash().bytes());
    out.putLong(createdMillis);
  }

  /// Throws [UnknownVersion] where it cannot say.
  static SegmentHeader read(ByteInput in) throws DamagedBytes, UnknownVersion {
    int format = in.read();
    if (format != FORMAT_VERSION) {
      throw new UnknownVersion("the format of a segment", format, FORMAT_VERSION);
    }
    int schemaVersion = in.read();
    UnknownVersion.requireSchema(schemaVersion);
    LogId log = new LogId(new UUID(in.readLong(), in.readLong()));
    long records = in.readLong();
    if (records < 0) {
      throw new DamagedBytes("begins after " + records + " records");
    }
    Head head = new Head(log, records, Hash.of(in.readBytes(Hash.SIZE)));
    return new SegmentHeader(schemaVersion, head, in.readLong());
  }
}
