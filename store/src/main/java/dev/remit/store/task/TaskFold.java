package dev.remit.store.task;

import dev.remit.pdp.ledger.TaskBook;
import dev.remit.pdp.ledger.TaskChange;
import dev.remit.pdp.task.TaskLimits;
import dev.remit.store.disk.Disk;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.LogReader;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import dev.remit.store.row.RowRecords;
import dev.remit.store.row.UnreadableRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// Makes the states of all tasks from the log of a data folder, and keeps them in a checkpoint.
///
/// A task whose opening is not among the records that are read is not there, so that its tokens are
/// refused: where a checkpoint is lost and retention has removed records since, tasks end, and none
/// forgets what it has done. Used by one thread at a time; the log may be written meanwhile.
public final class TaskFold {
  private static final String ID = "id";
  private static final int ID_BYTES_MAX = 64;

  /// By so much more than a task may live its opening may lie back: clocks differ.
  private static final Duration SLACK = Duration.ofDays(1);

  private static final String KIND = "task";

  private final Disk data;
  private final Disk log;

  /// `data` is the data folder, `log` that of its log.
  public TaskFold(Disk data, Disk log) {
    this.data = Objects.requireNonNull(data, "data");
    this.log = Objects.requireNonNull(log, "log");
  }

  /// The states of each tenant after every record that is kept as this begins; those that are over
  /// at `now` are not among them.
  public SortedMap<String, TaskBook> states(Instant now) throws IOException, DamagedLog {
    return fold(now, Long.MAX_VALUE).tenants();
  }

  /// Keeps the states after the records up to `last`, for the next one to begin with. Those records
  /// must survive a loss of power by now: else the checkpoint knew more than the log.
  public void keep(Instant now, long last) throws IOException, DamagedLog {
    fold(now, last).write(data);
  }

  private Checkpoint fold(Instant now, long last) throws IOException, DamagedLog {
    String id = new String(log.readAll(ID, ID_BYTES_MAX), StandardCharsets.US_ASCII).strip();
    LogReader reader = new LogReader(log);
    long first = reader.first();
    Optional<Checkpoint> kept =
        Checkpoint.read(data)
            .filter(checkpoint ->
                checkpoint.log().equals(id)
                    && checkpoint.sequence() + 1 >= first
                    && checkpoint.sequence() <= last);
    long from =
        kept.isPresent()
            ? kept.get().sequence() + 1
            : reader.firstOfKind(KIND, now.minus(TaskLimits.LIFE_MAX).minus(SLACK));
    Progress progress =
        new Progress(from - 1, last, kept.map(Checkpoint::tenants).orElse(new TreeMap<>()));
    reader.visit(from, progress::take);
    progress.tenants.values().forEach(book -> book.settle(now));
    return new Checkpoint(id, progress.read, progress.tenants);
  }

  private static final class Progress {
    private final long last;
    private final SortedMap<String, TaskBook> tenants;
    private long read;

    private Progress(long read, long last, SortedMap<String, TaskBook> tenants) {
      this.read = read;
      this.last = last;
      this.tenants = new TreeMap<>(tenants);
    }

    private boolean take(Row row) throws IOException {
      long sequence = row.whole(Column.SEQUENCE);
      if (sequence > last) {
        return false;
      }
      read = sequence;
      try {
        TaskChange change = RowRecords.taskChange(row);
        if (!(change instanceof TaskChange.None)) {
          UUID id = row.uuid(Column.ID);
          tenants
              .computeIfAbsent(row.text(Column.TENANT), _ -> new TaskBook())
              .add(
                  change,
                  id,
                  Instant.ofEpochMilli(row.whole(Column.NOW)),
                  RowRecords.decision(row));
        }
        return true;
      } catch (UnreadableRecord e) {
        throw new IOException(
            "record " + read + " says what it changed in a task, and cannot be read: " + e.text(),
            e);
      }
    }
  }
}
