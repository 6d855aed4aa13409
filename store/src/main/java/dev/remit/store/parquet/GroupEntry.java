package dev.remit.store.parquet;

import java.util.List;

/// What the footer says of a row group. `chunks` are in the order of the columns, and so are the
/// `indexes`, which are empty when a file is read, because nothing of ours reads them.
record GroupEntry(long rows, List<ChunkEntry> chunks, List<IndexEntry> indexes) {
  /// Where the indexes of a chunk's pages are; the first has no bytes if a page has no bounds.
  record IndexEntry(long boundsStart, int boundsBytes, long offsetsStart, int offsetsBytes) {}
}
