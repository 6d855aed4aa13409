package dev.remit.store.rollup;

import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Adds rows and rollups up by key. For one thread.
public final class RollupCounts {
  /// Keys of the rows of one sealed part. What comes after them under another key is counted as
  /// *others* of its hour, tenant, kind, outcome and reason: every row is counted, and only who did
  /// what is left to the rows to say.
  public static final int GROUPS_MAX = 200_000;

  private final int groupsMax;

  /// Linked, so that the same rows give the same order without sorting, which cost a sixth of all
  /// sealing where groups are many.
  private final Map<RollupKey, Sums> sums = new LinkedHashMap<>();

  private static final class Sums {
    private long count;
    private long duplicates;
    private long timed;
    private long latencyNanos;
  }

  public RollupCounts() {
    this(GROUPS_MAX);
  }

  RollupCounts(int groupsMax) {
    this.groupsMax = groupsMax;
  }

  public void add(Row row) {
    Sums group = sums(row);
    if (row.flag(Column.DUPLICATE)) {
      group.duplicates++;
      return;
    }
    group.count++;
    if (row.has(Column.LATENCY_NANOS)) {
      group.timed++;
      group.latencyNanos += row.whole(Column.LATENCY_NANOS);
    }
  }

  private Sums sums(Row row) {
    RollupKey key = RollupKey.of(row);
    Sums known = sums.get(key);
    if (known != null) {
      return known;
    }
    RollupKey counted = sums.size() < groupsMax ? key : key.others();
    return sums.computeIfAbsent(counted, _ -> new Sums());
  }

  /// Whatever the number of keys.
  public void add(Rollup rollup) {
    Sums group = sums.computeIfAbsent(rollup.key(), _ -> new Sums());
    group.count += rollup.count();
    group.duplicates += rollup.duplicates();
    group.timed += rollup.timed();
    group.latencyNanos += rollup.latencyNanos();
  }

  /// In the order in which their keys came first.
  public List<Rollup> rollups() {
    List<Rollup> rollups = new ArrayList<>(sums.size());
    sums.forEach((key, group) ->
        rollups.add(
            new Rollup(key, group.count, group.duplicates, group.timed, group.latencyNanos)));
    return rollups;
  }

  /// In the order of their keys.
  public List<Rollup> sorted() {
    return rollups().stream().sorted(Comparator.comparing(Rollup::key)).toList();
  }
}
