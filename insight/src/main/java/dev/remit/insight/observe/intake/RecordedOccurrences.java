package dev.remit.insight.observe.intake;

import dev.remit.pdp.record.RecordKind;
import dev.remit.store.disk.Disk;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.LogReader;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/// The occurrences of events that an import recorded before it ended too early to say so in
/// [TakenFiles]: read from where records say they come from. For one thread.
final class RecordedOccurrences {
  /// So many are recorded between two notes at most, by far. More are a log whose notes are lost:
  /// of what follows, files that are imported again are recorded again, as duplicates.
  static final int COUNT_MAX = 8 << 20;

  /// Before the occurrence, where a record says where it comes from.
  private static final char MARK = '@';

  /// By the brief name of the occurrence: how often it was recorded as a duplicate, and how often
  /// not. Files that begin alike have occurrences in common.
  private final Map<String, int[]> counts = new HashMap<>();

  private RecordedOccurrences() {}

  /// Of records from one on; none where there is no such one.
  static RecordedOccurrences read(Disk log, TakenFiles.Kind kind, OptionalLong from)
      throws IOException, DamagedLog {
    RecordedOccurrences read = new RecordedOccurrences();
    if (from.isPresent()) {
      LogReader reader = new LogReader(log);
      long first = reader.firstOfKind(RecordKind.OBSERVATION.text(), Instant.EPOCH);
      reader.visit(Math.max(first, from.getAsLong()), row -> read.add(row, kind));
    }
    return read;
  }

  private boolean add(Row row, TakenFiles.Kind kind) {
    if (kind.source().equals(row.find(Column.SOURCE))
        && kind.tenant().equals(row.text(Column.TENANT))
        && row.find(Column.ORIGIN) instanceof String origin) {
      int mark = origin.lastIndexOf(MARK);
      int end = origin.lastIndexOf(':');
      if (mark >= 0 && end > mark) {
        if (counts.size() == COUNT_MAX) {
          return false;
        }
        counts
            .computeIfAbsent(origin.substring(mark + 1, end), _ -> new int[2])[
            row.flag(Column.DUPLICATE) ? 1 : 0]++;
      }
    }
    return true;
  }

  /// Whether all of them were taken.
  boolean isEmpty() {
    return counts.isEmpty();
  }

  /// How an occurrence was recorded, which is then forgotten; the first copy first.
  Recorded take(EventChain.Link occurrence) {
    if (counts.isEmpty()) {
      return Recorded.NOT;
    }
    String brief = occurrence.brief();
    int[] found = counts.get(brief);
    if (found == null) {
      return Recorded.NOT;
    }
    int which = found[0] > 0 ? 0 : 1;
    found[which]--;
    if (found[0] + found[1] == 0) {
      counts.remove(brief);
    }
    return which == 0 ? Recorded.FIRST : Recorded.DUPLICATE;
  }

  /// Whether and how an occurrence was recorded.
  enum Recorded {
    NOT,
    FIRST,
    DUPLICATE
  }
}
