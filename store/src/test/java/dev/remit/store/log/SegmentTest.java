package dev.remit.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.store.disk.OpenFile;
import dev.remit.store.disk.SimulatedDisk;
import dev.remit.store.row.DamagedBytes;
import dev.remit.store.row.Leaf;
import dev.remit.store.row.Row;
import dev.remit.testkit.Seeds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class SegmentTest {
  private static final LogId LOG = new LogId(new UUID(1, 2));

  private final SimulatedDisk disk = SimulatedDisk.of(1);

  private static Group group(Head head, List<Row> rows) {
    List<Row> placed = new ArrayList<>();
    List<byte[]> leaves = new ArrayList<>();
    for (Row row : rows) {
      byte[] hash = new Leaf().hash(row);
      placed.add(row.placed(head.records() + 1 + placed.size(), 77, hash));
      leaves.add(hash);
    }
    return new Group(new Link(rows.size(), 77, Hash.of(MerkleTree.root(leaves))), placed);
  }

  private List<Group> written(RandomGenerator random, int groups) throws IOException {
    TestRows rows = new TestRows(random);
    List<Group> written = new ArrayList<>();
    OpenFile file = disk.create("s");
    Head genesis = Head.genesis(LOG);
    try (SegmentWriter writer = new SegmentWriter(file, new SegmentHeader(genesis, 77))) {
      for (int i = 0; i < groups; i++) {
        List<Row> batch = new ArrayList<>();
        for (int count = 1 + random.nextInt(9); count > 0; count--) {
          batch.add(rows.next());
        }
        Group group = group(writer.head(), batch);
        writer.append(group);
        written.add(group);
      }
      assertThat(writer.size()).isEqualTo(file.size());
    }
    return written;
  }

  private static List<Group> read(SimulatedDisk disk) throws IOException, DamagedBytes {
    List<Group> read = new ArrayList<>();
    try (SegmentReader reader = new SegmentReader(disk.openRead("s"))) {
      for (Group group = reader.next(); group != null; group = reader.next()) {
        read.add(group);
      }
    }
    return read;
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException, DamagedBytes {
    List<Group> written = written(Seeds.random(Seeds.seed(20261122)), 200);
    List<Group> read = read(disk);
    assertThat(read).isEqualTo(written);
    assertThat(read).allMatch(group -> group.root().equals(group.link().root()));
  }

  @Test
  void anyFlippedBitIsFound() throws IOException, DamagedBytes {
    List<Group> written = written(Seeds.random(Seeds.seed(20261122)), 3);
    byte[] bytes = disk.contents("s");
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      SimulatedDisk flipped = SimulatedDisk.of(1);
      flipped.place("s", bytes);
      assertThatThrownBy(() -> read(flipped)).as("bit " + bit).isInstanceOf(DamagedBytes.class);
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
    }
    assertThat(read(disk)).isEqualTo(written);
  }

  @Test
  void everyBeginningGivesTheGroupsThatItHolds() throws IOException {
    List<Group> written = written(Seeds.random(Seeds.seed(20261122)), 3);
    byte[] bytes = disk.contents("s");
    int last = 0;
    for (int size = 0; size < bytes.length; size++) {
      SimulatedDisk cut = SimulatedDisk.of(1);
      cut.place("s", Arrays.copyOf(bytes, size));
      int groups = groups(cut);
      assertThat(groups).isBetween(last, last + 1);
      last = groups;
    }
    assertThat(last).isEqualTo(written.size() - 1);
  }

  private static int groups(SimulatedDisk disk) throws IOException {
    int groups = 0;
    try (SegmentReader reader = new SegmentReader(disk.openRead("s"))) {
      while (reader.next() != null) {
        groups++;
      }
    } catch (DamagedBytes _) {
      return groups;
    }
    return groups;
  }

  @Test
  void theTreeIsThatOfTheStandard() {
    // Of one leaf the leaf; of three the third stands beside the node over the first two.
    byte[] a = new byte[] {1};
    byte[] b = new byte[] {2};
    byte[] c = new byte[] {3};
    assertThat(MerkleTree.root(List.of(a))).isEqualTo(a);
    byte[] ab = MerkleTree.root(List.of(a, b));
    assertThat(MerkleTree.root(List.of(a, b, c))).isEqualTo(MerkleTree.root(List.of(ab, c)));
    assertThat(ab).isNotEqualTo(MerkleTree.root(List.of(b, a)));
  }
}
