package dev.remit.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.pdp.record.AppendFailed;
import dev.remit.store.disk.SimulatedDisk;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import dev.remit.testkit.Seeds;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class SegmentedLogTest {
  private static final LogSettings SMALL_SEGMENTS =
      new LogSettings(Durability.DURABLE, 2_000, Duration.ofSeconds(5));
  private static final LogSettings BUFFERED =
      new LogSettings(Durability.BUFFERED, 2_000, Duration.ofSeconds(5));
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private static SegmentedLog open(SimulatedDisk disk, LogSettings settings) throws AppendFailed {
    return SegmentedLog.open(disk, settings, InstantSource.fixed(NOON), () -> new UUID(3, 4));
  }

  private static void append(SegmentedLog log, long number) throws AppendFailed {
    try {
      log.submit(TestRows.numbered(number)).join();
    } catch (CompletionException e) {
      throw (AppendFailed) e.getCause();
    }
  }

  /// The numbers of the records that a log holds, in order, after it was checked whole.
  private static List<Long> numbers(SimulatedDisk disk) throws IOException, DamagedLog {
    List<Long> numbers = new ArrayList<>();
    new LogReader(disk).visit(1, row -> numbers.add(TestRows.number(row)));
    assertThat(LogVerifier.verify(disk, List.of()).findings()).isEmpty();
    return numbers;
  }

  @Test
  void aLogHoldsWhatWasAppendedInOrder() throws Exception {
    SimulatedDisk disk = SimulatedDisk.of(1);
    try (SegmentedLog log = open(disk, SMALL_SEGMENTS)) {
      for (long number = 0; number < 50; number++) {
        append(log, number);
      }
      assertThat(log.accounts()).isEqualTo(new LogAccounts(50, 50, 0));
      assertThat(log.head().records()).isEqualTo(50);
    }
    assertThat(numbers(disk)).isEqualTo(upTo(50));
  }

  @Test
  void whoFollowsALogIsGivenEachRecordOnceItIsKeptAtItsPlace() throws Exception {
    SimulatedDisk disk = SimulatedDisk.of(1);
    List<Row> followed = new CopyOnWriteArrayList<>();
    try (SegmentedLog log = open(disk, SMALL_SEGMENTS)) {
      append(log, 0);
      log.follow(followed::addAll);
      for (long number = 1; number < 20; number++) {
        append(log, number);
      }
      log.commit();
    }
    List<Row> kept = new ArrayList<>();
    new LogReader(disk).visit(2, kept::add);
    assertThat(followed).isEqualTo(kept).hasSize(19);
  }

  @Test
  void whoFollowsALogAndFailsIsLetGoAndTheLogGoesOn() throws Exception {
    SimulatedDisk disk = SimulatedDisk.of(1);
    AtomicInteger told = new AtomicInteger();
    try (SegmentedLog log = open(disk, SMALL_SEGMENTS)) {
      log.follow(rows -> {
        told.incrementAndGet();
        throw new IllegalStateException("the follower has a defect");
      });
      append(log, 0);
      append(log, 1);
    }
    assertThat(told).hasValue(1);
    assertThat(numbers(disk)).isEqualTo(upTo(2));
  }

  @Test
  void aLogGoesOnWhereItEnded() throws Exception {
    SimulatedDisk disk = SimulatedDisk.of(1);
    for (long run = 0; run < 5; run++) {
      try (SegmentedLog log = open(disk, SMALL_SEGMENTS)) {
        append(log, 2 * run);
        append(log, 2 * run + 1);
      }
    }
    assertThat(numbers(disk)).isEqualTo(upTo(10));
  }

  private static List<Long> upTo(long end) {
    List<Long> numbers = new ArrayList<>();
    for (long number = 0; number < end; number++) {
      numbers.add(number);
    }
    return numbers;
  }

  @Test
  @Timeout(60)
  void aDefectOfSealingIsToldAndSealingIsTriedAgain() throws Exception {
    SimulatedDisk disk = SimulatedDisk.of(1).defectIn("parts");
    try (SegmentedLog log = open(disk, SMALL_SEGMENTS)) {
      long number = 0;
      while (log.sealingProblem() == null) {
        append(log, number++);
      }
      assertThat(log.sealingProblem())
          .isEqualTo("sealing failed (java.lang.OutOfMemoryError: simulated)");
      disk.defectIn(null);
      while (log.sealingProblem() != null) {
        append(log, number++);
      }
      assertThat(LogFiles.parts(disk)).isNotEmpty();
      assertThat(log.accounts()).isEqualTo(new LogAccounts(number, number, 0));
    }
  }

  @Test
  @Timeout(60)
  void aDefectOfWritingRefusesEveryRecordAndKeepsNobodyWaiting() throws Exception {
    SimulatedDisk disk = SimulatedDisk.of(1);
    SegmentedLog log = open(disk, SMALL_SEGMENTS);
    append(log, 0);
    disk.defectIn("segments");
    long number = 1;
    AppendFailed failure = null;
    while (failure == null) {
      try {
        append(log, number);
        number++;
      } catch (AppendFailed e) {
        failure = e;
      }
    }
    assertThat(failure)
        .hasMessage(
            "the log cannot be written (java.lang.OutOfMemoryError: simulated); start again, and"
                + " report it");
    assertThatThrownBy(() -> append(log, 99)).isSameAs(failure);
    assertThat(log.accounts()).isEqualTo(new LogAccounts(number + 2, number, 2));
    assertThatThrownBy(log::close).isSameAs(failure);
    assertThat(numbers(disk.kill())).isEqualTo(upTo(number));
  }

  @Test
  void aClosedLogRefuses() throws Exception {
    SegmentedLog log = open(SimulatedDisk.of(1), SMALL_SEGMENTS);
    log.close();
    assertThatThrownBy(() -> append(log, 1)).hasMessage("the log is closed; open it again");
    assertThat(log.accounts()).isEqualTo(new LogAccounts(1, 0, 1));
  }

  @Test
  void aRecordPastTheLimitIsRefusedAndTheNextIsKept() throws Exception {
    SimulatedDisk disk = SimulatedDisk.of(1);
    try (SegmentedLog log = open(disk, SMALL_SEGMENTS)) {
      Row row = TestRows.numbered(1);
      Row large = row.with(Column.RAW, room(row, 1));
      assertThatThrownBy(() -> log.submit(large)).hasMessageContaining("more than 2097152");
      log.submit(row.with(Column.RAW, room(row, 0))).join();
      assertThat(log.accounts()).isEqualTo(new LogAccounts(2, 1, 1));
    }
  }

  private static String room(Row row, int more) {
    return "x".repeat(LogSettings.RECORD_CHARS_MAX - row.chars() + more);
  }

  /// Appends until the disk stops, and says up to where it was acknowledged.
  private static long work(SimulatedDisk disk, LogSettings settings, long start) {
    long acknowledged = start;
    try {
      SegmentedLog log = open(disk, settings);
      try {
        for (long number = start; number < start + 12; number++) {
          append(log, number);
          acknowledged = number + 1;
        }
      } finally {
        closeQuietly(log);
      }
    } catch (AppendFailed _) {
      return acknowledged;
    }
    return acknowledged;
  }

  private static void closeQuietly(SegmentedLog log) {
    try {
      log.close();
    } catch (AppendFailed _) {
      // The disk has stopped, which is what is tested.
    }
  }

  @Test
  void nothingAcknowledgedIsLostWhereverThePowerFails() throws Exception {
    long seed = Seeds.seed(20261122);
    SimulatedDisk whole = SimulatedDisk.of(seed);
    work(whole, SMALL_SEGMENTS, 0);
    for (long stop = 1; stop <= whole.operations() + 1; stop++) {
      for (int variant = 0; variant < 5; variant++) {
        SimulatedDisk disk = SimulatedDisk.of(seed + 1_000L * variant).stopAt(stop);
        long acknowledged = work(disk, SMALL_SEGMENTS, 0);
        requireKept(disk.crash(), SMALL_SEGMENTS, acknowledged);
      }
    }
  }

  @Test
  void aBufferedLogLosesNothingWithItsProcess() throws Exception {
    long seed = Seeds.seed(20261122);
    SimulatedDisk whole = SimulatedDisk.of(seed);
    work(whole, BUFFERED, 0);
    for (long stop = 1; stop <= whole.operations() + 1; stop++) {
      SimulatedDisk disk = SimulatedDisk.of(seed).stopAt(stop);
      long acknowledged = work(disk, BUFFERED, 0);
      requireKept(disk.kill(), BUFFERED, acknowledged);
    }
  }

  @Test
  void aLossOfPowerAfterAKillLosesNothingEither() throws Exception {
    long seed = Seeds.seed(20261122);
    SimulatedDisk whole = SimulatedDisk.of(seed);
    work(whole, SMALL_SEGMENTS, 0);
    for (long stop = 1; stop <= whole.operations() + 1; stop++) {
      SimulatedDisk disk = SimulatedDisk.of(seed).stopAt(stop);
      work(disk, SMALL_SEGMENTS, 0);
      SimulatedDisk killed = disk.kill();
      open(killed, SMALL_SEGMENTS).close();
      long kept = numbers(killed).size();
      long acknowledged = work(killed, SMALL_SEGMENTS, kept);
      assertThat(acknowledged).isEqualTo(kept + 12);
      requireKept(killed.crash(), SMALL_SEGMENTS, acknowledged);
    }
  }

  /// After the crash every acknowledged record is there once and in order, perhaps one that was not
  /// acknowledged after them, and the log goes on.
  private static void requireKept(SimulatedDisk disk, LogSettings settings, long acknowledged)
      throws Exception {
    open(disk, settings).close();
    List<Long> kept = numbers(disk);
    assertThat(kept).isEqualTo(upTo(kept.size()));
    assertThat((long) kept.size()).isBetween(acknowledged, acknowledged + 1);
    assertThat(work(disk, settings, kept.size())).isEqualTo(kept.size() + 12L);
    assertThat(numbers(disk)).isEqualTo(upTo(kept.size() + 12L));
  }

  @Test
  void anyFailedOperationFailsTheLogAndLosesNothing() throws Exception {
    long seed = Seeds.seed(20261122);
    SimulatedDisk whole = SimulatedDisk.of(seed);
    work(whole, SMALL_SEGMENTS, 0);
    for (long fail = 1; fail <= whole.operations(); fail++) {
      SimulatedDisk disk = SimulatedDisk.of(seed).failAt(fail);
      long acknowledged = work(disk, SMALL_SEGMENTS, 0);
      requireKept(disk.kill(), SMALL_SEGMENTS, acknowledged);
    }
  }

  @Test
  void aFullDiskDeniesAndIsTakenUpAgain() throws Exception {
    long seed = Seeds.seed(20261122);
    RandomGenerator random = Seeds.random(seed);
    for (int round = 0; round < 30; round++) {
      SimulatedDisk disk = SimulatedDisk.of(seed).fullAt(random.nextInt(4_000));
      long acknowledged = work(disk, SMALL_SEGMENTS, 0);
      requireKept(disk.kill(), SMALL_SEGMENTS, acknowledged);
    }
  }

  @Test
  void timesOfReceiptNeverGoBack() throws Exception {
    SimulatedDisk disk = SimulatedDisk.of(1);
    List<Instant> times = List.of(NOON, NOON, NOON.minusSeconds(90_000), NOON.plusSeconds(1));
    InstantSource clock = new SteppedClock(times);
    try (SegmentedLog log = SegmentedLog.open(disk, SMALL_SEGMENTS, clock, () -> new UUID(3, 4))) {
      append(log, 0);
      append(log, 1);
      append(log, 2);
    }
    List<Long> received = new ArrayList<>();
    try (SegmentReader reader =
        new SegmentReader(disk.openRead(LogFiles.segments(disk).getFirst()))) {
      for (Group group = reader.next(); group != null; group = reader.next()) {
        received.add(group.link().receivedMillis() - NOON.toEpochMilli());
      }
    }
    assertThat(received).containsExactly(0L, 0L, 1_000L);
  }

  /// Gives each instant once, and the last one for ever.
  private static final class SteppedClock implements InstantSource {
    private final List<Instant> times;
    private int next;

    private SteppedClock(List<Instant> times) {
      this.times = times;
    }

    @Override
    public synchronized Instant instant() {
      return times.get(Math.min(next++, times.size() - 1));
    }
  }
}
