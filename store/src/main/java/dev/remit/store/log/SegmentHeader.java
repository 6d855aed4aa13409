package dev.remit.store.log;

import dev.remit.store.row.ByteInput;
import dev.remit.store.row.Bytes;
import dev.remit.store.row.Column;
import dev.remit.store.row.DamagedBytes;
import java.util.UUID;

/// What a segment begins with: the chain as it was before its first group.
record SegmentHeader(Head head, long createdMillis) {
  private static final int FORMAT_VERSION = 1;

  void write(Bytes out) {
    out.put(FORMAT_VERSION);
    out.put(Column.SCHEMA_VERSION);
    out.putUuid(head.log().value());
    out.putLong(head.records());
    out.put(head.hash().bytes());
    out.putLong(createdMillis);
  }

  /// Throws [UnknownVersion] where it cannot say.
  static SegmentHeader read(ByteInput in) throws DamagedBytes, UnknownVersion {
    require("the format of a segment", FORMAT_VERSION, in.read());
    require("the schema of records", Column.SCHEMA_VERSION, in.read());
    LogId log = new LogId(new UUID(in.readLong(), in.readLong()));
    long records = in.readLong();
    if (records < 0) {
      throw new DamagedBytes("begins after " + records + " records");
    }
    Head head = new Head(log, records, Hash.of(in.readBytes(Hash.SIZE)));
    return new SegmentHeader(head, in.readLong());
  }

  private static void require(String what, int known, int found) throws UnknownVersion {
    if (found != known) {
      throw new UnknownVersion(what, found, known);
    }
  }
}
