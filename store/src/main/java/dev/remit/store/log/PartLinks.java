package dev.remit.store.log;

import dev.remit.store.row.ByteInput;
import dev.remit.store.row.Bytes;
import dev.remit.store.row.Column;
import dev.remit.store.row.DamagedBytes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// The part of the chain that a sealed part holds: the head before its first record and after its
/// last, and the groups between. Kept in the metadata of the Parquet file, under keys that begin
/// with `remit.log.`.
///
/// Of a group: how many records it has, and, if they are [#ROOT_RECORDS_MIN] or more, the root over
/// them. The roots of smaller ones would weigh more than they tell: the head after the last group
/// depends on all of them, and each record has a checksum of its own.
record PartLinks(Head before, Head after, List<Entry> groups) {
  static final int ROOT_RECORDS_MIN = 16;

  private static final String SCHEMA = "remit.log.schema";
  private static final String ID = "remit.log.id";
  private static final String BEFORE_RECORDS = "remit.log.before.records";
  private static final String BEFORE_HASH = "remit.log.before.hash";
  private static final String AFTER_RECORDS = "remit.log.after.records";
  private static final String AFTER_HASH = "remit.log.after.hash";
  private static final String GROUPS = "remit.log.groups";

  PartLinks {
    groups = List.copyOf(groups);
  }

  /// One group, with its root if that is kept.
  record Entry(int count, Optional<Hash> root) {
    static Entry of(Link link) {
      return new Entry(
          link.count(),
          link.count() < ROOT_RECORDS_MIN ? Optional.empty() : Optional.of(link.root()));
    }
  }

  SortedMap<String, String> toMetadata() {
    SortedMap<String, String> metadata = new TreeMap<>();
    metadata.put(SCHEMA, Integer.toString(Column.SCHEMA_VERSION));
    metadata.put(ID, before.log().toString());
    metadata.put(BEFORE_RECORDS, Long.toString(before.records()));
    metadata.put(BEFORE_HASH, before.hash().hex());
    metadata.put(AFTER_RECORDS, Long.toString(after.records()));
    metadata.put(AFTER_HASH, after.hash().hex());
    Bytes bytes = new Bytes();
    for (Entry group : groups) {
      bytes.putVarint(group.count());
      group.root().ifPresent(root -> bytes.put(root.bytes()));
    }
    metadata.put(GROUPS, Base64.getEncoder().encodeToString(bytes.toArray()));
    return metadata;
  }

  /// Throws [DamagedBytes] where the metadata is not what [#toMetadata] made.
  static PartLinks of(SortedMap<String, String> metadata) throws DamagedBytes, UnknownVersion {
    try {
      UnknownVersion.requireSchema(Integer.parseInt(require(metadata, SCHEMA)));
      LogId log = new LogId(UUID.fromString(require(metadata, ID)));
      return new PartLinks(
          head(log, metadata, BEFORE_RECORDS, BEFORE_HASH),
          head(log, metadata, AFTER_RECORDS, AFTER_HASH),
          groups(Base64.getDecoder().decode(require(metadata, GROUPS))));
    } catch (IllegalArgumentException e) {
      throw new DamagedBytes("has metadata that cannot be read: " + e.getMessage());
    }
  }

  private static Head head(
      LogId log, SortedMap<String, String> metadata, String records, String hash)
      throws DamagedBytes {
    return new Head(
        log, Long.parseLong(require(metadata, records)), Hash.parse(require(metadata, hash)));
  }

  private static String require(SortedMap<String, String> metadata, String key)
      throws DamagedBytes {
    String value = metadata.get(key);
    if (value == null) {
      throw new DamagedBytes("lacks the metadata `" + key + "`");
    }
    return value;
  }

  private static List<Entry> groups(byte[] bytes) throws DamagedBytes {
    ByteInput in = new ByteInput(bytes);
    List<Entry> groups = new ArrayList<>();
    while (in.remaining() > 0) {
      int count = in.readCount(LogSettings.GROUP_RECORDS_MAX);
      if (count < 1) {
        throw new DamagedBytes("has a group without records");
      }
      groups.add(
          new Entry(
              count,
              count < ROOT_RECORDS_MIN
                  ? Optional.empty()
                  : Optional.of(Hash.of(in.readBytes(Hash.SIZE)))));
    }
    return groups;
  }
}
