package dev.remit.store.log;

import dev.remit.store.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Records that wait to be committed together, and whoever waits for that. Guarded by the lock of
/// its queue until it is taken from there.
final class Batch {
  private final List<Row> rows = new ArrayList<>();
  private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
  private long chars;
  private boolean force;

  /// Whether one more record of so many characters may join.
  boolean hasRoomFor(int moreChars) {
    return rows.size() < LogSettings.GROUP_RECORDS_MAX
        && chars + moreChars <= LogSettings.GROUP_CHARS_MAX;
  }

  void add(Row row, int rowChars) {
    rows.add(row);
    chars += rowChars;
  }

  /// Asks for a force whatever the setting.
  void requestForce() {
    force = true;
  }

  boolean isForceRequested() {
    return force;
  }

  boolean isEmpty() {
    return rows.isEmpty() && !force;
  }

  List<Row> rows() {
    return rows;
  }

  /// Done once the records are kept, or failed with [dev.remit.pdp.record.AppendFailed].
  CompletableFuture<@Nullable Void> done() {
    return done;
  }
}
