package dev.remit.insight.observe.intake;

import dev.remit.pdp.record.AppendFailed;
import dev.remit.store.disk.Disk;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.LogContents;
import dev.remit.store.log.SegmentedLog;
import dev.remit.store.log.UnsealedRows;
import dev.remit.store.parquet.ParquetReader;
import dev.remit.store.parquet.ParquetRows;
import dev.remit.store.parquet.RowGroup;
import dev.remit.store.row.Column;
import dev.remit.store.row.Leaf;
import dev.remit.store.row.Row;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which events of one kind of log and tenant the decision log holds, by the hour of their time:
/// all copies of an event have its time. For one thread, which alone appends such events.
///
/// Hours are read from the log when an event of theirs comes, and those that were not asked for
/// longest are forgotten when there are too many ids. What is forgotten is read again, with all
/// that was appended since, so that no event is taken for one that was not here. Ids are held as
/// 128 bits of SHA-256: that another one has the same bits is as likely as a forged one, and such
/// an event is recorded all the same, as a duplicate.
final class EventIndex {
  /// Ids of all hours together, unless one hour has more: 128 MiB of them.
  static final int IDS_MAX = 2 << 20;

  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  /// Hours that are read with one, because reading one costs as much as reading some.
  private static final int HOURS_AT_ONCE = 24;

  private static final List<String> COLUMNS =
      List.of(
          Column.SOURCE.title(),
          Column.TENANT.title(),
          Column.TIME.title(),
          Column.EVENT_ID.title());

  private final Disk disk;
  private final SegmentedLog log;
  private final TakenFiles.Kind kind;
  private final int idsMax;
  private final LinkedHashMap<Long, IdSet> hours = new LinkedHashMap<>(64, 0.75f, true);
  private final Map<String, List<RowGroup>> parts = new HashMap<>();

  /// Hours of which the log has or had rows that are in no part.
  private final Set<Long> unsealed = new HashSet<>();

  private final MessageDigest digest = Leaf.sha256();
  private long ids;
  private long loads;
  private long high;
  private long low;
  private long hour;

  private EventIndex(Disk disk, SegmentedLog log, TakenFiles.Kind kind, int idsMax) {
    this.disk = disk;
    this.log = log;
    this.kind = kind;
    this.idsMax = idsMax;
  }

  /// Reads what is not sealed of the log, and the statistics of its parts.
  static EventIndex open(Disk disk, SegmentedLog log, TakenFiles.Kind kind, int idsMax)
      throws IOException, DamagedLog {
    EventIndex index = new EventIndex(disk, log, kind, idsMax);
    try (LogContents contents = LogContents.open(disk)) {
      index.addParts(contents);
      UnsealedRows rows = contents.unsealed();
      for (Row row = rows.next(); row != null; row = rows.next()) {
        if (index.isOfKind(row.find(Column.SOURCE), row.text(Column.TENANT))) {
          index.unsealed.add(hourOf(row.whole(Column.TIME)));
        }
      }
    }
    return index;
  }

  private void addParts(LogContents contents) throws IOException {
    for (String part : contents.parts().names()) {
      if (!parts.containsKey(part)) {
        try (ParquetReader reader = ParquetReader.open(part, disk.openRead(part))) {
          parts.put(part, reader.rowGroups().stream().filter(this::mayHoldKind).toList());
        }
      }
    }
  }

  private boolean mayHoldKind(RowGroup group) {
    return group.column(Column.SOURCE.title()).mayHold(kind.source())
        && group.column(Column.TENANT.title()).mayHold(kind.tenant());
  }

  private boolean isOfKind(@Nullable Object source, @Nullable Object tenant) {
    return kind.source().equals(source) && kind.tenant().equals(tenant);
  }

  private static long hourOf(long millis) {
    return Math.floorDiv(millis, HOUR_MILLIS);
  }

  /// Whether the log holds an event.
  boolean contains(long millis, String eventId) throws IOException, DamagedLog, AppendFailed {
    hash(eventId);
    hour = hourOf(millis);
    return hour(hour).contains(high, low);
  }

  /// The event that was asked for last is being appended to the log.
  void addLast() throws IOException, DamagedLog, AppendFailed {
    unsealed.add(hour);
    if (hour(hour).add(high, low)) {
      ids++;
      forget(hour);
    }
  }

  private void hash(String eventId) {
    ByteBuffer bytes = ByteBuffer.wrap(digest.digest(eventId.getBytes(StandardCharsets.UTF_8)));
    high = bytes.getLong();
    low = bytes.getLong();
  }

  private IdSet hour(long wanted) throws IOException, DamagedLog, AppendFailed {
    IdSet there = hours.get(wanted);
    if (there != null) {
      return there;
    }
    if (unsealed.contains(wanted) || isInParts(wanted)) {
      load(wanted);
    } else {
      hours.put(wanted, new IdSet());
    }
    return Objects.requireNonNull(hours.get(wanted), "an hour that was read");
  }

  private boolean isInParts(long wanted) {
    return parts.values().stream()
        .anyMatch(groups -> groups.stream().anyMatch(group -> mayHold(group, wanted, wanted)));
  }

  private static boolean mayHold(RowGroup group, long firstHour, long lastHour) {
    return group
        .column(Column.TIME.title())
        .mayHoldBetween(firstHour * HOUR_MILLIS, (lastHour + 1) * HOUR_MILLIS - 1);
  }

  /// Reads an hour and those after it, as many of them as may be held.
  private void load(long wanted) throws IOException, DamagedLog, AppendFailed {
    loads++;
    log.commit();
    Loading loading = new Loading(wanted, wanted + HOURS_AT_ONCE - 1, idsMax / 2);
    try (LogContents contents = LogContents.open(disk)) {
      addParts(contents);
      for (String part : contents.parts().names()) {
        List<RowGroup> groups = parts.getOrDefault(part, List.of());
        if (groups.stream().anyMatch(group -> mayHold(group, wanted, loading.last))) {
          load(part, loading);
        }
      }
      UnsealedRows rows = contents.unsealed();
      for (Row row = rows.next(); row != null; row = rows.next()) {
        if (isOfKind(row.find(Column.SOURCE), row.text(Column.TENANT))) {
          add(loading, row.whole(Column.TIME), row.text(Column.EVENT_ID));
        }
      }
    }
    keep(loading);
  }

  private void load(String part, Loading loading) throws IOException {
    try (ParquetReader reader = ParquetReader.open(part, disk.openRead(part))) {
      ParquetRows rows =
          reader.rows(
              COLUMNS, group -> mayHoldKind(group) && mayHold(group, loading.first, loading.last));
      for (@Nullable Object[] values = rows.next(); values != null; values = rows.next()) {
        if (isOfKind(values[0], values[1])
            && values[2] instanceof Long time
            && values[3] instanceof String id) {
          add(loading, time, id);
        }
      }
    }
  }

  private void add(Loading loading, long millis, String eventId) {
    long of = hourOf(millis);
    if (of >= loading.first && of <= loading.last) {
      long wantedHigh = high;
      long wantedLow = low;
      hash(eventId);
      loading.add(of, high, low);
      high = wantedHigh;
      low = wantedLow;
    }
  }

  private void keep(Loading loading) {
    hours.put(loading.first, loading.hours.getOrDefault(loading.first, new IdSet()));
    ids += Objects.requireNonNull(hours.get(loading.first), "just put").size();
    loading.hours.forEach((of, set) -> {
      if (!hours.containsKey(of)) {
        hours.put(of, set);
        ids += set.size();
      }
    });
    forget(loading.first);
  }

  /// Forgets hours but one while there are too many ids.
  private void forget(long but) {
    Iterator<Map.Entry<Long, IdSet>> oldest = hours.entrySet().iterator();
    while (ids > idsMax && oldest.hasNext()) {
      Map.Entry<Long, IdSet> next = oldest.next();
      if (next.getKey() != but) {
        ids -= next.getValue().size();
        oldest.remove();
      }
    }
  }

  /// How often the log was read.
  long loads() {
    return loads;
  }

  /// Hours as they are read: the first one whole, of the others as many as there is room for.
  private static final class Loading {
    private final long first;
    private final int idsMax;
    private final TreeMap<Long, IdSet> hours = new TreeMap<>();
    private long last;
    private long ids;

    Loading(long first, long last, int idsMax) {
      this.first = first;
      this.last = last;
      this.idsMax = idsMax;
    }

    void add(long hour, long high, long low) {
      if (hours.computeIfAbsent(hour, _ -> new IdSet()).add(high, low)) {
        ids++;
      }
      while (ids > idsMax && hours.lastKey() > first) {
        Map.Entry<Long, IdSet> dropped = hours.pollLastEntry();
        ids -= dropped.getValue().size();
        last = dropped.getKey() - 1;
      }
    }
  }
}
