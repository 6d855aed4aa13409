package dev.remit.store.rollup;

import dev.remit.store.row.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Adds rows and rollups up by key. For one thread.
public final class RollupCounts {
  /// Keys of the rows of one sealed part. What comes after them under another key is counted as
  /// *others* of its hour, tenant, kind, outcome and reason: every row is counted, and only who did
  /// what is left to the rows to say.
  public static final int GROUPS_MAX = 200_000;

  private final int groupsMax;
  private final Map<RollupKey, Rollup> rollups = new HashMap<>();

  public RollupCounts() {
    this(GROUPS_MAX);
  }

  RollupCounts(int groupsMax) {
    this.groupsMax = groupsMax;
  }

  public void add(Row row) {
    RollupKey key = RollupKey.of(row);
    if (rollups.size() >= groupsMax && !rollups.containsKey(key)) {
      key = key.others();
    }
    add(Rollup.of(key, row));
  }

  /// Whatever the number of keys.
  public void add(Rollup rollup) {
    rollups.merge(rollup.key(), rollup, Rollup::plus);
  }

  /// In the order of their keys.
  public List<Rollup> rollups() {
    return rollups.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .toList();
  }
}
