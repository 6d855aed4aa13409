package dev.remit.store.row;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The hash of a record, whatever it is stored as: SHA-256 over its values in the order of the
/// table. Its place in the log is no part of it, but of the chain.
///
/// Each value is one byte for its kind, then: nothing for an absent one; 8 bytes for a number, high
/// byte first; 16 for a UUID; the length in 4 bytes and UTF-8 for a text; the count in 4 bytes and
/// the texts for a list. Before them 0 and the schema's version: the lowest that has all columns of
/// which the row has a value, and no column of a later one follows. So a row of before keeps its
/// hash, wherever it is kept. Used by one thread.
///
/// Source: RFC 6962, section 2.1, for the byte that tells leaves from inner nodes.
public final class Leaf {
  private static final int LEAF = 0;
  private static final int ABSENT = 0;
  private static final int NUMBER = 1;
  private static final int FLAG = 2;
  private static final int UUID_KIND = 3;
  private static final int TEXT = 4;
  private static final int LIST = 5;

  private static final Column[] HASHED =
      Column.ALL.stream().filter(column -> !column.isGivenByLog()).toArray(Column[]::new);

  /// How many of [#HASHED] the first version had.
  private static final int FIRST =
      (int) Stream.of(HASHED).filter(column -> column.since() == Column.SCHEMA_VERSION_MIN).count();

  private final MessageDigest digest = sha256();
  private final Bytes bytes = new Bytes();

  /// SHA-256, which every Java runtime has.
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no SHA-256", e);
    }
  }

  /// 32 bytes.
  public byte[] hash(Row row) {
    bytes.clear();
    bytes.put(LEAF);
    int version = version(row);
    bytes.put(version);
    for (Column column : HASHED) {
      if (column.since() <= version) {
        put(column.type(), row.find(column));
      }
    }
    digest.update(bytes.array(), 0, bytes.size());
    return digest.digest();
  }

  private static int version(Row row) {
    int version = Column.SCHEMA_VERSION_MIN;
    for (int i = FIRST; i < HASHED.length; i++) {
      if (row.has(HASHED[i])) {
        version = Math.max(version, HASHED[i].since());
      }
    }
    return version;
  }

  /// The first 4 bytes of a hash as a number from 0: what a row carries to be told from others of
  /// its group, should the group turn out changed.
  public static long checksum(byte[] hash) {
    return Integer.toUnsignedLong(ByteBuffer.wrap(hash).getInt());
  }

  /// By the column's type, which [Row] holds its values to: asking each value for its class costs
  /// more than writing most of them.
  private void put(ColumnType type, @Nullable Object value) {
    if (value == null) {
      bytes.put(ABSENT);
      return;
    }
    switch (type) {
      case WHOLE, INSTANT -> {
        bytes.put(NUMBER);
        bytes.putLong((Long) value);
      }
      case FLAG -> {
        bytes.put(FLAG);
        bytes.put((Boolean) value ? 1 : 0);
      }
      case UUID -> {
        bytes.put(UUID_KIND);
        bytes.putUuid((UUID) value);
      }
      case SYMBOL, TEXT, JSON -> {
        bytes.put(TEXT);
        bytes.putText((String) value);
      }
      case LIST -> putList((List<?>) value);
    }
  }

  private void putList(List<?> list) {
    bytes.put(LIST);
    bytes.putInt(list.size());
    for (Object element : list) {
      bytes.putText((String) element);
    }
  }
}
