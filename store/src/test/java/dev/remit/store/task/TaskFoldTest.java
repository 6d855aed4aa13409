package dev.remit.store.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.ledger.Attempt;
import dev.remit.pdp.ledger.AttemptKey;
import dev.remit.pdp.ledger.Task;
import dev.remit.pdp.ledger.TaskBook;
import dev.remit.pdp.ledger.TaskChange;
import dev.remit.pdp.ledger.TaskId;
import dev.remit.pdp.ledger.TaskState;
import dev.remit.pdp.record.AppendFailed;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.task.Charge;
import dev.remit.pdp.task.Effects;
import dev.remit.store.Records;
import dev.remit.store.disk.SimulatedDisk;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.Durability;
import dev.remit.store.log.LogReader;
import dev.remit.store.log.LogSettings;
import dev.remit.store.log.SegmentedLog;
import dev.remit.store.row.Column;
import dev.remit.store.row.RecordRows;
import dev.remit.store.row.RowRecords;
import dev.remit.testkit.Seeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TaskFoldTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
  private static final TaskId ROOT = id(1);
  private static final List<String> LABELS = List.of("pii", "sent", "paid");

  @TempDir Path folder;
  private DecisionRecord base;

  @BeforeEach
  void record() {
    base = Records.search(Records.bundle(folder));
  }

  private static TaskId id(long number) {
    return new TaskId(new UUID(7, number));
  }

  private static Task task(TaskId id, TaskId parent) {
    EntityUid bot = EntityUid.of("Agent", "bot");
    return new Task(id, ROOT, parent, "support", bot, bot, "pat", NOW, NOW.plusSeconds(3_600));
  }

  private DecisionRecord record(long number, TaskChange change) {
    return base.withId(new UUID(9, number)).with(change);
  }

  /// Draws changes of one task, as a service would make them, and keeps them until the disk stops.
  private final class Writer {
    private final RandomGenerator random;
    private final SimulatedDisk disk;
    private final Set<UUID> acknowledged = new HashSet<>();
    private TaskState state = TaskState.of(task(ROOT, ROOT));
    private long next = 2;

    private Writer(RandomGenerator random, SimulatedDisk disk) {
      this.random = random;
      this.disk = disk;
    }

    private void write(int count) throws AppendFailed, IOException, DamagedLog {
      SegmentedLog log = log(disk);
      try {
        append(log, record(1, new TaskChange.Opened(task(ROOT, ROOT), 0, 1)));
        for (int i = 0; i < count; i++) {
          append(log, record(next, change()));
          if (random.nextInt(8) == 0) {
            long last = log.head().records();
            log.commit();
            new TaskFold(disk, disk).keep(NOW, last);
          }
        }
      } catch (AppendFailed | IOException e) {
        stop(log);
        throw e;
      }
      log.close();
    }

    private static void stop(SegmentedLog log) {
      try {
        log.close();
      } catch (AppendFailed _) {
        // The disk has stopped, which its writer was told before.
      }
    }

    private void append(SegmentedLog log, DecisionRecord record) throws AppendFailed {
      log.append(record);
      acknowledged.add(record.id());
    }

    private TaskChange change() {
      TaskState before = state;
      UUID decision = new UUID(9, next++);
      return switch (random.nextInt(10)) {
        case 0 -> {
          Task child = task(id(next), ROOT);
          state = before.opened(child);
          yield new TaskChange.Opened(child, before.version(), state.version());
        }
        case 1 -> {
          TaskId any = Collections.max(before.open().keySet());
          if (any.equals(ROOT)) {
            yield TaskChange.NONE;
          }
          state = before.ended(any);
          yield new TaskChange.Ended(any, ROOT, before.version(), state.version());
        }
        case 2 -> {
          UUID earlier = new UUID(9, 2 + random.nextLong(next - 2));
          List<Charge> released = List.of(new Charge("exported", 1, 60_000));
          if (before.reported().contains(earlier)) {
            yield TaskChange.NONE;
          }
          state = before.reported(earlier, released);
          yield new TaskChange.Reported(
              ROOT,
              ROOT,
              before.version(),
              state.version(),
              earlier,
              TaskChange.Outcome.FAILED,
              released);
        }
        default -> {
          Effects effects =
              new Effects(
                  new TreeSet<>(LABELS.subList(0, random.nextInt(LABELS.size()))),
                  List.of(
                      new Charge("exported", random.nextInt(3), 60_000),
                      new Charge("refunds", random.nextInt(100), 0)));
          AttemptKey key =
              random.nextBoolean() ? AttemptKey.NONE : new AttemptKey("k" + next, "digest" + next);
          state =
              before.decided(
                  effects, key, new Attempt(key.digest(), decision, NOW, base.decision()));
          yield new TaskChange.Used(ROOT, ROOT, before.version(), state.version(), effects, key);
        }
      };
    }
  }

  private static SegmentedLog log(SimulatedDisk disk) throws AppendFailed {
    return SegmentedLog.open(
        disk, LogSettings.of(Durability.DURABLE), InstantSource.fixed(NOW), () -> new UUID(3, 4));
  }

  private SortedMap<TaskId, TaskState> states(SimulatedDisk disk) throws Exception {
    TaskBook book = new TaskFold(disk, disk).states(NOW).get(base.tenant());
    return book == null ? new TreeMap<>() : book.states();
  }

  @Test
  void whatIsReadBackIsTheStateOfTheService() throws Exception {
    RandomGenerator random = Seeds.random(Seeds.seed(5));
    for (int i = 0; i < 20; i++) {
      SimulatedDisk disk = SimulatedDisk.of(random.nextLong());
      Writer writer = new Writer(random, disk);
      writer.write(60);
      assertThat(states(disk)).containsExactly(Map.entry(ROOT, writer.state));
    }
  }

  @Test
  void aCheckpointAndTheRecordsAfterItAreAllRecordsAfterEveryCrash() throws Exception {
    RandomGenerator random = Seeds.random(Seeds.seed(6));
    int stopped = 0;
    for (int i = 0; i < 60; i++) {
      SimulatedDisk disk = SimulatedDisk.of(random.nextLong()).stopAt(10 + random.nextLong(150));
      Writer writer = new Writer(random, disk);
      try {
        writer.write(60);
      } catch (AppendFailed | IOException _) {
        stopped++;
      }
      SimulatedDisk after = random.nextBoolean() ? disk.crash() : disk.kill();
      log(after).close();
      SortedMap<TaskId, TaskState> folded = states(after);
      Set<UUID> kept = new HashSet<>();
      new LogReader(after).visit(1, row -> kept.add(row.uuid(Column.ID)));
      assertThat(kept).containsAll(writer.acknowledged);
      if (after.list("").contains(Checkpoint.FILE)) {
        after.delete(Checkpoint.FILE);
      }
      assertThat(folded).isEqualTo(states(after));
    }
    assertThat(stopped).isGreaterThan(10);
  }

  @Test
  void aCheckpointThatIsNoneIsPassedOver() throws Exception {
    SimulatedDisk disk = SimulatedDisk.of(1);
    Writer writer = new Writer(Seeds.random(2), disk);
    writer.write(30);
    new TaskFold(disk, disk).keep(NOW, 20);
    byte[] good = disk.contents(Checkpoint.FILE);
    List<byte[]> others = new ArrayList<>();
    for (int i = 0; i < good.length; i += 37) {
      byte[] changed = good.clone();
      changed[i] ^= 1;
      others.add(changed);
    }
    others.add(new byte[0]);
    others.add("remit-tasks 2 ".getBytes(StandardCharsets.US_ASCII));
    for (byte[] other : others) {
      disk.delete(Checkpoint.FILE);
      disk.place(Checkpoint.FILE, other);
      assertThat(states(disk)).containsExactly(Map.entry(ROOT, writer.state));
    }
  }

  @Test
  void tasksThatAreOverAreLetGo() throws Exception {
    SimulatedDisk disk = SimulatedDisk.of(1);
    new Writer(Seeds.random(2), disk).write(10);
    TaskBook book = new TaskFold(disk, disk).states(NOW.plusSeconds(3_600)).get(base.tenant());
    assertThat(book).isNotNull().extracting(TaskBook::states).isEqualTo(new TreeMap<>());
  }

  @Test
  void everyChangeIsReadBackEqual() throws Exception {
    Writer writer = new Writer(Seeds.random(Seeds.seed(8)), SimulatedDisk.of(1));
    for (int i = 0; i < 200; i++) {
      DecisionRecord record = record(i, writer.change());
      assertThat(RowRecords.of(RecordRows.of(record))).isEqualTo(record);
      assertThat(RowRecords.taskChange(RecordRows.of(record))).isEqualTo(record.task());
    }
  }
}
