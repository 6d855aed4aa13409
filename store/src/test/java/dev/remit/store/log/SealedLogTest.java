package dev.remit.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.store.disk.Disk;
import dev.remit.store.disk.SimulatedDisk;
import dev.remit.store.row.Column;
import dev.remit.testkit.Seeds;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A log of which segments were sealed, and what verifying says of it.
final class SealedLogTest {
  private static final long SEGMENT_RECORDS = 10;
  private static final LogSettings SETTINGS = LogSettings.of(Durability.DURABLE);
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  /// A log of `count` records, of which all but the newest segments are sealed, two in a part.
  static SimulatedDisk sealed(long count) throws Exception {
    SimulatedDisk disk = SimulatedDisk.of(Seeds.seed(20261122));
    append(disk, 0, count);
    Sealer sealer = new Sealer(disk);
    List<String> segments = LogFiles.segments(disk);
    for (int i = 0; i + 2 < segments.size(); i += 2) {
      sealer.seal(segments.subList(i, i + 2));
    }
    return disk;
  }

  /// Adds records in segments of [#SEGMENT_RECORDS].
  static void append(Disk disk, long from, long to) throws Exception {
    for (long first = from; first < to; first += SEGMENT_RECORDS) {
      try (SegmentedLog log =
          SegmentedLog.open(disk, SETTINGS, InstantSource.fixed(NOON), () -> new UUID(3, 4))) {
        for (long number = first; number < Math.min(to, first + SEGMENT_RECORDS); number++) {
          log.submit(TestRows.numbered(number)).join();
        }
      }
    }
  }

  private static List<Long> numbers(Disk disk, long first) throws IOException, DamagedLog {
    List<Long> numbers = new ArrayList<>();
    new LogReader(disk)
        .visit(
            first,
            row -> {
              assertThat(row.whole(Column.SEQUENCE)).isEqualTo(TestRows.number(row) + 1);
              return numbers.add(TestRows.number(row));
            });
    return numbers;
  }

  @Test
  void aSealedLogHoldsTheSameRecords() throws Exception {
    SimulatedDisk disk = sealed(100);
    assertThat(LogFiles.parts(disk)).hasSizeGreaterThan(2);
    assertThat(numbers(disk, 1)).hasSize(100).startsWith(0L, 1L, 2L).isSorted();
    assertThat(numbers(disk, 51)).hasSize(50).startsWith(50L);
    assertThat(LogVerifier.verify(disk, List.of()).findings()).isEmpty();
  }

  @Test
  void aSealedLogGoesOn() throws Exception {
    SimulatedDisk disk = sealed(60);
    append(disk, 60, 90);
    assertThat(numbers(disk, 1)).hasSize(90);
    Verification verification = LogVerifier.verify(disk, List.of());
    assertThat(verification.isClean()).isTrue();
    assertThat(verification.checked()).isEqualTo(90);
  }

  @Test
  void aLogOfWhichAllIsSealedGoesOn() throws Exception {
    SimulatedDisk disk = sealed(60);
    new Sealer(disk).seal(LogFiles.segments(disk));
    append(disk, 60, 90);
    assertThat(numbers(disk, 1)).hasSize(90);
    assertThat(LogVerifier.verify(disk, List.of()).isClean()).isTrue();
  }

  @Test
  void sealingLosesNothingWhereverThePowerFails() throws Exception {
    SimulatedDisk before = SimulatedDisk.of(Seeds.seed(20261122));
    append(before, 0, 40);
    SimulatedDisk whole = before.kill();
    long start = whole.operations();
    new Sealer(whole).seal(LogFiles.segments(whole));
    for (long stop = start + 1; stop <= whole.operations(); stop++) {
      SimulatedDisk disk = before.kill().stopAt(stop);
      try {
        new Sealer(disk).seal(LogFiles.segments(disk));
      } catch (IOException _) {
        // The power failed.
      }
      assertThat(LogVerifier.verify(disk.kill(), List.of()).findings()).isEmpty();
      SimulatedDisk after = disk.crash();
      assertThat(LogVerifier.verify(after.kill(), List.of()).findings()).isEmpty();
      append(after, 40, 50);
      assertThat(numbers(after, 1)).as("stop at " + stop).hasSize(50);
      assertThat(LogVerifier.verify(after, List.of()).findings()).isEmpty();
    }
  }

  /// The process ends first, the next one takes up what it finds, and then the power fails: a name
  /// that the second one saw may have been on no disk.
  @Test
  void sealingLosesNothingWhereThePowerFailsAfterAKill() throws Exception {
    SimulatedDisk before = SimulatedDisk.of(Seeds.seed(20261122));
    append(before, 0, 40);
    SimulatedDisk whole = before.kill();
    long start = whole.operations();
    new Sealer(whole).seal(LogFiles.segments(whole));
    for (long stop = start + 1; stop <= whole.operations(); stop++) {
      SimulatedDisk disk = before.kill().stopAt(stop);
      assertThatThrownBy(() -> new Sealer(disk).seal(LogFiles.segments(disk)))
          .isInstanceOf(IOException.class);
      SimulatedDisk killed = disk.kill();
      append(killed, 40, 50);
      requireAfterCrashes(killed, "killed at " + stop, 50);
    }
  }

  @Test
  void sealingLosesNothingWhereThePowerFailsAfterAFailure() throws Exception {
    SimulatedDisk before = SimulatedDisk.of(Seeds.seed(20261122));
    append(before, 0, 40);
    SimulatedDisk whole = before.kill();
    long start = whole.operations();
    new Sealer(whole).seal(LogFiles.segments(whole));
    for (long fail = start + 1; fail <= whole.operations(); fail++) {
      SimulatedDisk disk = before.kill().failAt(fail);
      assertThatThrownBy(() -> new Sealer(disk).seal(LogFiles.segments(disk)))
          .isInstanceOf(IOException.class);
      new Sealer(disk).finish();
      requireAfterCrashes(disk, "failed at " + fail, 40);
    }
  }

  /// A loss of power takes one of several turns.
  private static void requireAfterCrashes(SimulatedDisk disk, String when, int records)
      throws Exception {
    for (int turn = 0; turn < 8; turn++) {
      SimulatedDisk after = disk.crash();
      assertThat(LogVerifier.verify(after, List.of()).findings()).as(when).isEmpty();
      assertThat(numbers(after, 1)).as(when).hasSize(records);
    }
  }

  @Test
  void verifyingFollowsAWriterThatSealsAllTheWhile() throws Exception {
    for (int opened = 1; opened <= 12; opened++) {
      SimulatedDisk disk = sealed(60);
      append(disk, 60, 100);
      Verification verification = LogVerifier.verify(sealsAtRead(disk, opened), List.of());
      assertThat(verification.findings()).as("sealed before reading file " + opened).isEmpty();
      assertThat(verification.checked()).isEqualTo(100);
    }
  }

  /// A disk on which all segments but the newest are sealed before the `number`th file is opened.
  private static Disk sealsAtRead(SimulatedDisk disk, int number) {
    AtomicInteger opened = new AtomicInteger();
    InvocationHandler handler =
        (_, method, arguments) -> {
          if (method.getName().equals("openRead") && opened.incrementAndGet() == number) {
            List<String> segments = LogFiles.segments(disk);
            new Sealer(disk).seal(segments.subList(0, segments.size() - 1));
          }
          try {
            return method.invoke(disk, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return (Disk)
        Proxy.newProxyInstance(Disk.class.getClassLoader(), new Class<?>[] {Disk.class}, handler);
  }

  @Test
  void verifyingNamesEveryFlippedBit() throws Exception {
    SimulatedDisk disk = sealed(30);
    List<String> files = new ArrayList<>(LogFiles.parts(disk));
    files.addAll(LogFiles.segments(disk));
    for (String file : files) {
      byte[] bytes = disk.contents(file);
      for (int i = 0; i < bytes.length; i += 7) {
        bytes[i] ^= 16;
        SimulatedDisk flipped = disk.kill();
        flipped.place(file, bytes);
        assertThat(LogVerifier.verify(flipped, List.of()).isClean())
            .as(file + " byte " + i)
            .isFalse();
        bytes[i] ^= 16;
      }
    }
  }
}
