package dev.remit.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.store.disk.OpenFile;
import dev.remit.store.disk.SimulatedDisk;
import dev.remit.store.parquet.ParquetWriter;
import dev.remit.store.row.Column;
import dev.remit.store.row.Leaf;
import dev.remit.store.row.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Somebody who may write to the files changes the past, as well as that can be done.
final class TamperingTest {
  private static final LogId LOG = new LogId(new UUID(3, 4));
  private static final String SEGMENT = LogFiles.segment(1);

  private final SimulatedDisk disk = SimulatedDisk.of(1);

  private static Row row(long number) {
    return TestRows.numbered(number);
  }

  /// Writes a segment of groups of two records each, with right checksums and roots.
  private static void segment(SimulatedDisk disk, LogId log, List<Row> rows) throws IOException {
    LogFiles.createFolders(disk);
    try (OpenFile file = disk.create(SEGMENT);
        SegmentWriter writer = new SegmentWriter(file, new SegmentHeader(Head.genesis(log), 0))) {
      for (int i = 0; i < rows.size(); i += 2) {
        writer.append(group(writer.head(), rows.subList(i, i + 2)));
      }
    }
  }

  private static Group group(Head head, List<Row> rows) {
    List<Row> placed = new ArrayList<>();
    for (Row row : rows) {
      placed.add(row.placed(head.records() + 1 + placed.size(), 0, new Leaf().hash(row)));
    }
    return new Group(new Link(rows.size(), 0, Group.root(placed)), placed);
  }

  private static List<Row> six() {
    return new ArrayList<>(List.of(row(1), row(2), row(3), row(4), row(5), row(6)));
  }

  private static List<String> findings(SimulatedDisk disk, Head... anchors) throws IOException {
    return LogVerifier.verify(disk, List.of(anchors)).findings().stream()
        .map(Verification.Finding::toString)
        .toList();
  }

  private static Head end(SimulatedDisk disk) throws Exception {
    try (SegmentReader reader = new SegmentReader(disk.openRead(SEGMENT))) {
      while (reader.next() != null) {
        // To the end.
      }
      return reader.head();
    }
  }

  @Test
  void whatNobodyTouchedIsClean() throws Exception {
    segment(disk, LOG, six());
    Verification verification = LogVerifier.verify(disk, List.of(end(disk)));
    assertThat(verification.findings()).isEmpty();
    assertThat(verification.isAnchored()).isTrue();
    assertThat(LogVerifier.verify(disk, List.of()).isAnchored()).isFalse();
  }

  /// The segment sealed, with its rows changed by whoever knows the format.
  private SimulatedDisk sealed(UnaryOperator<List<Row>> change) throws Exception {
    segment(disk, LOG, six());
    List<Row> rows = new ArrayList<>();
    List<PartLinks.Entry> groups = new ArrayList<>();
    Head after;
    try (SegmentReader reader = new SegmentReader(disk.openRead(SEGMENT))) {
      for (Group group = reader.next(); group != null; group = reader.next()) {
        rows.addAll(group.rows());
        groups.add(PartLinks.Entry.of(group.link()));
      }
      after = reader.head();
    }
    PartLinks links = new PartLinks(Head.genesis(LOG), after, groups);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ParquetWriter writer = ParquetWriter.open(bytes, PartSchema.SCHEMA)) {
      for (Row row : change.apply(rows)) {
        writer.write(row.values());
      }
      writer.finish(links.toMetadata());
    }
    SimulatedDisk sealed = SimulatedDisk.of(1);
    LogFiles.createFolders(sealed);
    sealed.createFolder(LogFiles.PARTS + "/received_date=1970-01-01");
    sealed.place(
        LogFiles.PARTS + "/received_date=1970-01-01/" + LogFiles.partName(links),
        bytes.toByteArray());
    return sealed;
  }

  @Test
  void aSealedPartThatNobodyTouchedIsClean() throws Exception {
    assertThat(findings(sealed(rows -> rows))).isEmpty();
  }

  @Test
  void aChangedRecordOfASealedPartIsNamed() throws Exception {
    SimulatedDisk sealed =
        sealed(rows -> {
          rows.set(3, rows.get(3).with(Column.OUTCOME, "permit"));
          return rows;
        });
    assertThat(findings(sealed))
        .first()
        .isEqualTo("record 4 was changed: it does not match its checksum");
  }

  @Test
  void aChangedRecordWithANewChecksumIsFoundByThePart() throws Exception {
    SimulatedDisk sealed =
        sealed(rows -> {
          Row changed = rows.get(3).with(Column.OUTCOME, "permit");
          rows.set(3, changed.placed(4, 0, new Leaf().hash(changed)));
          return rows;
        });
    assertThat(findings(sealed)).hasSize(1);
    assertThat(findings(sealed).getFirst()).startsWith("records 1 to 6 were changed");
  }

  @Test
  void aRemovedRecordOfASealedPartIsNamed() throws Exception {
    SimulatedDisk sealed =
        sealed(rows -> {
          rows.remove(3);
          return rows;
        });
    assertThat(findings(sealed).getFirst())
        .startsWith("record 3 and what follows it")
        .endsWith("it holds record 5 in the place of record 4");
  }

  @Test
  void swappedRecordsOfASealedPartAreFound() throws Exception {
    SimulatedDisk sealed =
        sealed(rows -> {
          Row first = rows.get(0);
          rows.set(0, rows.get(1).with(Column.SEQUENCE, 1L));
          rows.set(1, first.with(Column.SEQUENCE, 2L));
          return rows;
        });
    assertThat(findings(sealed)).isNotEmpty();
  }

  @Test
  void aChangedRecordOfASegmentIsNamed() throws Exception {
    LogFiles.createFolders(disk);
    List<Row> rows = six();
    try (OpenFile file = disk.create(SEGMENT);
        SegmentWriter writer = new SegmentWriter(file, new SegmentHeader(Head.genesis(LOG), 0))) {
      writer.append(group(writer.head(), rows.subList(0, 2)));
      Group honest = group(writer.head(), rows.subList(2, 4));
      List<Row> changed = new ArrayList<>(honest.rows());
      changed.set(1, changed.get(1).with(Column.OUTCOME, "permit"));
      writer.append(new Group(honest.link(), changed));
      writer.append(group(writer.head(), rows.subList(4, 6)));
    }
    assertThat(findings(disk))
        .containsExactly("record 4 was changed: it does not match its checksum");
  }

  @Test
  void swappedGroupsAreFound() throws Exception {
    segment(disk, LOG, six());
    SimulatedDisk other = SimulatedDisk.of(1);
    segment(other, LOG, List.of(row(3), row(4), row(1), row(2), row(5), row(6)));
    assertThat(findings(other)).isEmpty();
    assertThat(findings(other, end(disk)))
        .containsExactly("records 1 to 6 are not those of the anchor: the log was written anew");
  }

  @Test
  void aCutTailIsFoundAgainstAnAnchor() throws Exception {
    segment(disk, LOG, six());
    Head anchor = end(disk);
    SimulatedDisk cut = SimulatedDisk.of(1);
    segment(cut, LOG, six().subList(0, 4));
    assertThat(findings(cut)).isEmpty();
    assertThat(findings(cut, anchor))
        .containsExactly("records 5 to 6 are gone: the log ends before the anchor");
  }

  @Test
  void aPartOfAnotherLogIsFound() throws Exception {
    SimulatedDisk sealed = sealed(rows -> rows);
    SimulatedDisk other = SimulatedDisk.of(1);
    segment(other, new LogId(new UUID(5, 6)), six());
    sealed.place(LogFiles.segment(7), other.contents(SEGMENT));
    assertThat(findings(sealed)).anyMatch(finding -> finding.endsWith("is of another log"));
  }

  @Test
  void aMissingStretchIsNamed() throws Exception {
    for (long first = 0; first < 30; first += 10) {
      try (SegmentedLog log =
          SegmentedLog.open(
              disk,
              LogSettings.of(Durability.DURABLE),
              InstantSource.fixed(Instant.EPOCH),
              () -> new UUID(3, 4))) {
        for (long number = first; number < first + 10; number++) {
          log.submit(row(number)).join();
        }
      }
    }
    disk.delete(LogFiles.segment(11));
    assertThat(findings(disk)).containsExactly("records 11 to 20 are missing");
  }

  @Test
  void aFlippedBitOfASegmentIsNamed() throws Exception {
    segment(disk, LOG, six());
    byte[] bytes = disk.contents(SEGMENT);
    bytes[bytes.length - 1] ^= 1;
    disk.place(SEGMENT, bytes);
    assertThat(findings(disk).getFirst())
        .startsWith("record 5 and what follows it")
        .endsWith("it has a frame whose checksum is wrong");
  }
}
