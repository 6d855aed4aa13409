package dev.remit.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.store.disk.Disk;
import dev.remit.store.disk.OpenFile;
import dev.remit.store.disk.ReadableFile;
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
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Reading a log of which segments are sealed in between.
final class LogReaderTest {
  private static final long RECORDS = 40;

  private static SimulatedDisk unsealed() throws Exception {
    SimulatedDisk disk = SimulatedDisk.of(Seeds.seed(20261122));
    SealedLogTest.append(disk, 0, RECORDS);
    return disk;
  }

  private static List<Long> numbers(LogReader reader) throws IOException, DamagedLog {
    List<Long> numbers = new ArrayList<>();
    reader.visit(1, row -> numbers.add(TestRows.number(row)));
    return numbers;
  }

  @Test
  void sealingHidesNothingWheneverItHappens() throws Exception {
    SimulatedDisk before = unsealed();
    for (int look = 1; look <= 12; look++) {
      SealingDisk disk = new SealingDisk(before.kill(), look);
      assertThat(numbers(new LogReader(disk))).as("sealed at look " + look).hasSize((int) RECORDS);
    }
  }

  @Test
  void partsAndWhatComesAfterThemHoldEachRecordOnceWheneverSealingHappens() throws Exception {
    SimulatedDisk before = unsealed();
    for (int look = 1; look <= 12; look++) {
      SealingDisk disk = new SealingDisk(before.kill(), look);
      SealedParts parts = SealedParts.of(disk);
      List<Long> tail = new ArrayList<>();
      new LogReader(disk).visit(parts.last() + 1, row -> tail.add(TestRows.number(row)));
      assertThat(parts.last() + tail.size()).as("sealed at look " + look).isEqualTo(RECORDS);
      assertThat(tail).doesNotHaveDuplicates();
    }
  }

  @Test
  void contentsHoldEachRecordOnceWheneverSealingHappens() throws Exception {
    SimulatedDisk before = unsealed();
    for (int look = 1; look <= 12; look++) {
      try (LogContents contents = LogContents.open(new SealingDisk(before.kill(), look))) {
        List<Long> tail = new ArrayList<>();
        UnsealedRows rows = contents.unsealed();
        for (Row row = rows.next(); row != null; row = rows.next()) {
          tail.add(row.whole(Column.SEQUENCE));
        }
        long sealed = contents.parts().last();
        assertThat(tail)
            .as("sealed at look " + look)
            .isEqualTo(LongStream.rangeClosed(sealed + 1, RECORDS).boxed().toList());
      }
    }
  }

  /// Ids whose times are before the records were received, as those of late ones are, or after, as
  /// those of another clock; received a day apart.
  private static List<UUID> appendIds(Disk disk, RandomGenerator random, int days)
      throws Exception {
    List<UUID> ids = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      Instant now = Instant.parse("2026-11-01T12:00:00Z").plus(Duration.ofDays(day));
      try (SegmentedLog log =
          SegmentedLog.open(
              disk,
              LogSettings.of(Durability.DURABLE),
              InstantSource.fixed(now),
              () -> new UUID(3, 4))) {
        for (int i = 0; i < 10; i++) {
          long made = now.toEpochMilli() + (random.nextInt(7) - 3) * Duration.ofHours(9).toMillis();
          UUID id = new UUID(made << 16 | 0x7000L, Long.MIN_VALUE | random.nextLong() >>> 2);
          ids.add(id);
          log.submit(TestRows.numbered(ids.size()).with(Column.ID, id)).join();
        }
      }
    }
    return ids;
  }

  @Test
  void aRecordIsFoundByItsIdWhateverItsClockSaid() throws Exception {
    RandomGenerator random = Seeds.random(Seeds.seed(20261122));
    SimulatedDisk disk = SimulatedDisk.of(1);
    List<UUID> ids = appendIds(disk, random, 8);
    Sealing.seal(disk, 2);
    assertThat(LogFiles.parts(disk)).hasSizeGreaterThan(4);
    LogReader reader = new LogReader(disk);
    for (int i = 0; i < ids.size(); i++) {
      assertThat(reader.find(ids.get(i)).orElseThrow().whole(Column.SEQUENCE)).isEqualTo(i + 1);
      UUID other = new UUID(ids.get(i).getMostSignificantBits(), 1);
      assertThat(reader.find(other)).isEmpty();
    }
  }

  @Test
  void amongWhatWasReceivedSinceARecordIsFoundThatWas() throws Exception {
    SimulatedDisk disk = SimulatedDisk.of(1);
    List<UUID> ids = appendIds(disk, Seeds.random(Seeds.seed(20261122)), 8);
    Sealing.seal(disk, 2);
    LogReader reader = new LogReader(disk);
    for (int i = 0; i < ids.size(); i++) {
      Instant received = Instant.parse("2026-11-01T12:00:00Z").plus(Duration.ofDays(i / 10));
      assertThat(reader.find(ids.get(i), received)).as("record %s", i + 1).isPresent();
    }
    Instant later = Instant.parse("2026-11-02T12:00:00Z");
    assertThat(reader.find(ids.getFirst(), later)).as("in a part of before").isEmpty();
  }

  @Test
  void aRecordIsFoundWheneverSealingHappens() throws Exception {
    SimulatedDisk before = SimulatedDisk.of(1);
    UUID id = appendIds(before, Seeds.random(Seeds.seed(20261122)), 2).getLast();
    for (int look = 1; look <= 8; look++) {
      SealingDisk disk = new SealingDisk(before.kill(), look);
      assertThat(new LogReader(disk).find(id)).as("sealed at look " + look).isPresent();
    }
  }

  @Test
  void theExtentSaysWhereTheNewestFileBegins() throws Exception {
    SimulatedDisk disk = unsealed();
    LogReader reader = new LogReader(disk);
    LogReader.Extent before = reader.extent();
    assertThat(before.first()).isEqualTo(31);
    SealedLogTest.append(disk, RECORDS, RECORDS + 1);
    assertThat(reader.extent()).isNotEqualTo(before);
    assertThat(reader.extent().first()).isEqualTo(RECORDS + 1);
    Sealing.seal(disk, 0);
    assertThat(reader.extent().first()).isEqualTo(1);
  }

  /// Seals everything just before the files are listed for the `look`th time.
  private static final class SealingDisk implements Disk {
    private final Disk disk;
    private int looksLeft;

    private SealingDisk(Disk disk, int look) {
      this.disk = disk;
      this.looksLeft = look;
    }

    private void look() throws IOException {
      if (--looksLeft == 0) {
        Sealing.seal(disk, 0);
      }
    }

    @Override
    public List<String> list(String folder) throws IOException {
      look();
      return disk.list(folder);
    }

    @Override
    public List<String> folders(String folder) throws IOException {
      look();
      return disk.folders(folder);
    }

    @Override
    public ReadableFile openRead(String name) throws IOException {
      look();
      return disk.openRead(name);
    }

    @Override
    public OpenFile create(String name) throws IOException {
      return disk.create(name);
    }

    @Override
    public OpenFile openAppend(String name) throws IOException {
      return disk.openAppend(name);
    }

    @Override
    public void truncate(String name, long size) throws IOException {
      disk.truncate(name, size);
    }

    @Override
    public void erase(String name) throws IOException {
      disk.erase(name);
    }

    @Override
    public void rename(String from, String to) throws IOException {
      disk.rename(from, to);
    }

    @Override
    public void delete(String name) throws IOException {
      disk.delete(name);
    }

    @Override
    public void createFolder(String folder) throws IOException {
      disk.createFolder(folder);
    }

    @Override
    public void forceFolder(String folder) throws IOException {
      disk.forceFolder(folder);
    }
  }
}
