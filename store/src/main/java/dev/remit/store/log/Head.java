package dev.remit.store.log;

import dev.remit.store.row.Bytes;
import dev.remit.store.row.Leaf;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The end of a chain: how many records the log has taken, and a hash that depends on each of them,
/// on their order and on how they were grouped.
public record Head(LogId log, long records, Hash hash) {
  private static final int GENESIS = 3;
  private static final int LINK = 2;
  private static final Pattern TEXT =
      Pattern.compile("([0-9a-f-]{36})@([0-9]{1,18}):([0-9a-f]{64})");

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

  /// Reads what [#toString] says. Throws [IllegalArgumentException] for anything else.
  public static Head parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not `LOG@RECORDS:HASH`");
    }
    return new Head(
        new LogId(UUID.fromString(parts.group(1))),
        Long.parseLong(parts.group(2)),
        Hash.parse(parts.group(3)));
  }

  @Override
  public String toString() {
    return log + "@" + records + ":" + hash;
  }
}
