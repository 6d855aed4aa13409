package dev.remit.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.store.disk.Disk;
import dev.remit.store.disk.SimulatedDisk;
import dev.remit.store.rollup.Rollup;
import dev.remit.store.rollup.RollupKey;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import dev.remit.testkit.Seeds;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the rollups of a log say, and where the power fails while they are written.
final class RollupTest {
  private static final LogSettings SETTINGS = LogSettings.of(Durability.DURABLE);
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
  private static final long SEGMENT_RECORDS = 10;

  private static Row row(long number) {
    RandomGenerator random = Seeds.random(number);
    return TestRows.numbered(number)
        .with(Column.TIME, NOON.toEpochMilli() - random.nextLong(3 * HOUR_MILLIS))
        .with(Column.TENANT, "t" + random.nextInt(2))
        .with(Column.OUTCOME, random.nextInt(3) > 0 ? "permit" : "deny")
        .with(Column.RESOURCE_TYPE, random.nextBoolean() ? "Document" : null)
        .with(Column.DUPLICATE, random.nextInt(5) == 0)
        .with(Column.LATENCY_NANOS, random.nextInt(4) > 0 ? random.nextLong() : null);
  }

  private static void append(Disk disk, long from, long to) throws Exception {
    for (long first = from; first < to; first += SEGMENT_RECORDS) {
      try (SegmentedLog log =
          SegmentedLog.open(disk, SETTINGS, InstantSource.fixed(NOON), () -> new UUID(3, 4))) {
        for (long number = first; number < Math.min(to, first + SEGMENT_RECORDS); number++) {
          log.submit(row(number)).join();
        }
      }
    }
  }

  /// A log of so many records, sealed two segments in a part.
  private static SimulatedDisk sealed(long count) throws Exception {
    SimulatedDisk disk = SimulatedDisk.of(Seeds.seed(20261122));
    append(disk, 0, count);
    seal(disk);
    return disk;
  }

  private static void seal(Disk disk) throws IOException, Exception {
    List<String> segments = LogFiles.segments(disk);
    for (int i = 0; i < segments.size(); i += 2) {
      new Sealer(disk).seal(segments.subList(i, Math.min(segments.size(), i + 2)));
    }
  }

  /// Count, duplicates, timed and latency of every key, by going through the sealed rows.
  private static Map<String, List<Long>> naive(Disk disk) throws Exception {
    Map<String, List<Long>> sums = new TreeMap<>();
    long sealed = LogFiles.sealedUpTo(disk);
    new LogReader(disk)
        .visit(
            1,
            row -> {
              if (row.whole(Column.SEQUENCE) <= sealed) {
                sums.merge(naiveKey(row), naiveMeasures(row), RollupTest::added);
              }
              return true;
            });
    return sums;
  }

  private static String naiveKey(Row row) {
    String hour =
        Instant.ofEpochMilli(row.whole(Column.TIME))
            .toString()
            .substring(0, "2026-11-22T12".length());
    List<@Nullable Object> parts = new ArrayList<>(List.of(hour));
    for (Column column :
        List.of(
            Column.TENANT,
            Column.KIND,
            Column.POINT,
            Column.PRINCIPAL_TYPE,
            Column.PRINCIPAL_ID,
            Column.ACTION_TYPE,
            Column.ACTION_ID,
            Column.RESOURCE_TYPE,
            Column.OUTCOME,
            Column.REASON)) {
      parts.add(row.find(column));
    }
    return parts.toString();
  }

  private static List<Long> naiveMeasures(Row row) {
    if (row.flag(Column.DUPLICATE)) {
      return List.of(0L, 1L, 0L, 0L);
    }
    return row.has(Column.LATENCY_NANOS)
        ? List.of(1L, 0L, 1L, row.whole(Column.LATENCY_NANOS))
        : List.of(1L, 0L, 0L, 0L);
  }

  private static List<Long> added(List<Long> left, List<Long> right) {
    List<Long> sums = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      sums.add(left.get(i) + right.get(i));
    }
    return sums;
  }

  private static Map<String, List<Long>> read(Disk disk) throws IOException {
    Map<String, List<Long>> read = new TreeMap<>();
    for (Rollup rollup : new RollupReader(disk).all()) {
      RollupKey key = rollup.key();
      String text =
          Arrays.asList(
                  Instant.ofEpochMilli(key.hourMillis()).toString().substring(0, 13),
                  key.tenant(),
                  key.kind(),
                  key.point(),
                  key.principalType(),
                  key.principalId(),
                  key.actionType(),
                  key.actionId(),
                  key.resourceType(),
                  key.outcome(),
                  key.reason())
              .toString();
      read.put(
          text,
          List.of(rollup.count(), rollup.duplicates(), rollup.timed(), rollup.latencyNanos()));
    }
    return read;
  }

  private static List<String> findings(Disk disk) throws IOException {
    return LogVerifier.verify(disk, List.of()).findings().stream()
        .map(Verification.Finding::toString)
        .toList();
  }

  @Test
  void theRollupsOfAllFilesAddUpToTheSealedRows() throws Exception {
    SimulatedDisk disk = sealed(200);
    append(disk, 200, 215);
    assertThat(RollupFiles.all(disk)).hasSizeGreaterThan(5);
    assertThat(read(disk)).isEqualTo(naive(disk)).hasSizeGreaterThan(20);
    assertThat(findings(disk)).isEmpty();
  }

  @Test
  void rowsThatComeLateAddToTheirHour() throws Exception {
    SimulatedDisk disk = SimulatedDisk.of(1);
    Row row = TestRows.numbered(1).with(Column.TIME, 7 * HOUR_MILLIS);
    for (Row next : List.of(row, row.with(Column.TIME, 9 * HOUR_MILLIS), row)) {
      try (SegmentedLog log =
          SegmentedLog.open(disk, SETTINGS, InstantSource.fixed(NOON), () -> new UUID(3, 4))) {
        log.submit(next).join();
      }
      new Sealer(disk).seal(LogFiles.segments(disk));
    }
    assertThat(RollupFiles.all(disk)).hasSize(3);
    assertThat(new RollupReader(disk).between(7 * HOUR_MILLIS, 8 * HOUR_MILLIS))
        .extracting(Rollup::count)
        .containsExactly(2L);
  }

  @Test
  void everySealedRowIsCountedOnceWhereverThePowerFails() throws Exception {
    SimulatedDisk before = SimulatedDisk.of(Seeds.seed(20261122));
    append(before, 0, 40);
    SimulatedDisk whole = before.kill();
    long start = whole.operations();
    new Sealer(whole).seal(LogFiles.segments(whole));
    for (long stop = start + 1; stop <= whole.operations(); stop++) {
      SimulatedDisk disk = before.kill().stopAt(stop);
      assertThatThrownBy(() -> new Sealer(disk).seal(LogFiles.segments(disk)))
          .isInstanceOf(IOException.class);
      SimulatedDisk after = disk.crash();
      append(after, 40, 50);
      new Sealer(after).finish();
      seal(after);
      requireWhole(after, 50);
    }
  }

  @Test
  void everySealedRowIsCountedOnceWhateverFails() throws Exception {
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
      seal(disk);
      requireWhole(disk, 40);
    }
  }

  private static void requireWhole(Disk disk, long count) throws Exception {
    Map<String, List<Long>> read = read(disk);
    assertThat(read).isEqualTo(naive(disk));
    assertThat(read.values().stream().mapToLong(sums -> sums.get(0) + sums.get(1)).sum())
        .isEqualTo(count);
    assertThat(RollupFiles.all(disk)).hasSameSizeAs(LogFiles.parts(disk));
    assertThat(findings(disk)).isEmpty();
  }

  @Test
  void rollupsThatAreGoneAreMadeAnewTheSame() throws Exception {
    SimulatedDisk disk = sealed(40);
    String file = RollupFiles.all(disk).getFirst();
    byte[] bytes = disk.contents(file);
    disk.delete(file);
    assertThat(findings(disk)).isEmpty();
    new Sealer(disk).finish();
    assertThat(disk.contents(file)).isEqualTo(bytes);
  }

  @Test
  void anOpenLogMakesWhatIsMissing() throws Exception {
    SimulatedDisk disk = sealed(40);
    String file = RollupFiles.all(disk).getFirst();
    disk.delete(file);
    SealingThread sealing =
        new SealingThread(
            disk,
            SETTINGS,
            () -> new SealingThread.Written(LogFiles.segment(41), GroupWriter.day(0)));
    sealing.start();
    while (!RollupFiles.all(disk).contains(file)) {
      Thread.onSpinWait();
    }
    sealing.close();
    assertThat(sealing.problem()).isNull();
  }

  @Test
  void aPartThatCannotBeReadIsSaidAndTheOthersHaveTheirRollups() throws Exception {
    SimulatedDisk disk = sealed(60);
    List<String> files = RollupFiles.all(disk);
    for (String file : files) {
      disk.delete(file);
    }
    byte[] bytes = disk.contents(LogFiles.parts(disk).getFirst());
    bytes[100] ^= 1;
    disk.place(LogFiles.parts(disk).getFirst(), bytes);
    assertThatThrownBy(() -> new Sealer(disk).finish())
        .hasMessageContaining(LogFiles.parts(disk).getFirst());
    assertThat(RollupFiles.all(disk)).isEqualTo(files.subList(1, files.size()));
  }

  @Test
  void verifyingNamesEveryChangedByteOfARollup() throws Exception {
    SimulatedDisk disk = sealed(20);
    String file = RollupFiles.all(disk).getFirst();
    byte[] bytes = disk.contents(file);
    for (int i = 0; i < bytes.length; i += 11) {
      bytes[i] ^= 16;
      SimulatedDisk flipped = disk.kill();
      flipped.place(file, bytes);
      assertThat(findings(flipped))
          .containsExactly(
              "records 1 to 20 are there, but "
                  + file
                  + " counts them otherwise; delete it to have it made anew");
      bytes[i] ^= 16;
    }
  }

  @Test
  void verifyingNamesRollupsOfNoPart() throws Exception {
    SimulatedDisk disk = sealed(40);
    byte[] bytes = disk.contents(RollupFiles.all(disk).getFirst());
    String other = RollupFiles.all(disk).getFirst().replace("20.parquet", "21.parquet");
    disk.place(other, bytes);
    assertThat(findings(disk))
        .containsExactly(
            "records 1 to 21 are counted by " + other + ", which is no sealed part's; delete it");
  }
}
