package dev.remit.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.store.disk.Disk;
import dev.remit.store.disk.OpenFile;
import dev.remit.store.disk.ReadableFile;
import dev.remit.store.disk.SimulatedDisk;
import dev.remit.testkit.Seeds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
