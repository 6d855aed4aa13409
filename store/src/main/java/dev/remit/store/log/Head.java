package dev.remit.store.log;

import dev.remit.store.row.Bytes;
import dev.remit.store.row.Leaf;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The end of a chain: how many records the log has taken, and a hash that depends on each of them,
/// on their order and on how they were grouped.
public record Head(LogId log, long records, Hash hash) {
  private static final int GENESIS = 3;
  private static final int LINK = 2;

  public Head {
    Objects.requireNonNull(log, "log");
    Objects.requireNonNull(hash, "hash");
    if (records < 0) {
      throw new IllegalArgumentException("records " + records);
    }
  }

  /// Of a log without records.
  public static Head genesis(LogId log) {
    Bytes bytes = new Bytes();
    bytes.put(GENESIS);
    bytes.put("remit decision log".getBytes(StandardCharsets.US_ASCII));
    bytes.putUuid(log.value());
    return new Head(log, 0, sha256(bytes));
  }

  /// After one more group: SHA-256 over 2, this hash, the group's root, the number of its first
  /// record, how many it has, and when it was received.
  Head after(Link link) {
    Bytes bytes = new Bytes();
    bytes.put(LINK);
    bytes.put(hash.bytes());
    bytes.put(link.root().bytes());
    bytes.putLong(records + 1);
    bytes.putInt(link.count());
    bytes.putLong(link.receivedMillis());
    return new Head(log, records + link.count(), sha256(bytes));
  }

  private static Hash sha256(Bytes bytes) {
    return Hash.of(Leaf.sha256().digest(bytes.toArray()));
  }

  @Override
  public String toString() {
    return log + "@" + records + ":" + hash;
  }
}
