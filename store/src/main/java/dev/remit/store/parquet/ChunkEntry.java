package dev.remit.store.parquet;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the footer says of a column in one row group. `pageEncodings` counts its pages by encoding,
/// the dictionary not among them. `values` counts the nulls too, as the format does, and an empty
/// list is one. The chunk begins at `start` with its dictionary, if it has one, and with its first
/// data page at `dataStart`. `crc` is over all of its bytes, the headers included, which those of
/// single pages are not. `bounds` is null if nothing is known.
record ChunkEntry(
    PhysicalType type,
    Map<Encoding, Integer> pageEncodings,
    long start,
    long dataStart,
    long bytes,
    long plainBytes,
    long values,
    long nulls,
    int crc,
    @Nullable Bounds bounds) {
  /// Every encoding in the chunk: of levels, of its pages and of its dictionary.
  Set<Encoding> encodings() {
    Set<Encoding> encodings = EnumSet.of(Encoding.RLE);
    encodings.addAll(pageEncodings.keySet());
    if (hasDictionary()) {
      encodings.add(Encoding.PLAIN);
    }
    return encodings;
  }

  boolean hasDictionary() {
    return start < dataStart;
  }
}
