package dev.remit.store.log;

import dev.remit.store.row.DamagedBytes;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Goes through a stretch of the log, group by group. Used by one thread.
sealed interface GroupReader extends Closeable permits SegmentReader, PartReader {
  /// The chain after the last group that was given; before the first, what the stretch says that
  /// was before it.
  Head head();

  /// The next group, or null at the end.
  ///
  /// Throws [DamagedBytes] if it is not there as it was written; what [Group#root] comes to is for
  /// the caller to compare.
  @Nullable Group next() throws IOException, DamagedBytes;
}
