package dev.remit.store.parquet;

import java.util.List;
import java.util.SortedMap;
import java.util.zip.CRC32;

/// The end of a file: its schema, where each column of each row group is, and metadata. In front of
/// it lies a checksum, which other readers pass over because nothing refers to it; of the footer
/// itself the format has none, and a damaged bound would hide rows.
record Footer(
    ParquetSchema schema, long rows, List<GroupEntry> groups, SortedMap<String, String> metadata) {
  /// Stands before the checksum: `RMTC`.
  static final int CHECK_MARK = 0x43_54_4D_52;

  /// Checksum and mark.
  static final int CHECK_BYTES = 2 * Integer.BYTES;

  /// Length and magic.
  static final int TAIL_BYTES = 2 * Integer.BYTES;

  /// `PAR1`.
  static final int MAGIC = 0x31_52_41_50;

  static final String CREATED_BY = "remit version 1";

  /// Begins the keys of metadata that are not the caller's.
  static final String OWN_KEYS = "remit.parquet.";

  /// Names the columns of type [ParquetType#UUID], a line each.
  static final String UUIDS_KEY = OWN_KEYS + "uuids";

  /// In the metadata of each chunk, its checksum in hexadecimal digits.
  static final String CRC_KEY = OWN_KEYS + "crc32";

  static int crc(byte[] bytes, int start, int end) {
    CRC32 crc = new CRC32();
    crc.update(bytes, start, end - start);
    return (int) crc.getValue();
  }
}
