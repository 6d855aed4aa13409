package dev.remit.store.log;

import dev.remit.store.disk.Disk;
import dev.remit.store.disk.OpenFile;
import dev.remit.store.row.Leaf;
import dev.remit.store.row.Row;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes batches as groups, segment after segment. Used by one thread, but for [#head] and
/// [#written].
///
/// A segment ends when it is large enough and at the end of a day, so that all of its records were
/// received on one day (UTC). Times of receipt never go back, whatever the clock does.
final class GroupWriter implements Closeable {
  private final Disk disk;
  private final LogSettings settings;
  private final InstantSource clock;
  private final Leaf leaf = new Leaf();
  private @Nullable SegmentWriter segment;
  private LocalDate day = LocalDate.EPOCH;
  private long lastReceivedMillis;
  private volatile SealingThread.Written written;
  private long forcedNanos = System.nanoTime();
  private boolean unforced;
  private List<Row> lastWritten = List.of();
  private volatile Head head;

  GroupWriter(Disk disk, LogSettings settings, InstantSource clock, Head head) {
    this.disk = disk;
    this.settings = settings;
    this.clock = clock;
    this.head = head;
    this.lastReceivedMillis = clock.millis();
    this.written =
        new SealingThread.Written(LogFiles.segment(head.records() + 1), day(lastReceivedMillis));
  }

  Head head() {
    return head;
  }

  /// Which segment is written, from any thread.
  SealingThread.Written written() {
    return written;
  }

  /// How long nothing need be written, if nothing comes.
  long nanosToForce() {
    return unforced
        ? forcedNanos + LogSettings.FORCE_EVERY.toNanos() - System.nanoTime()
        : Long.MAX_VALUE;
  }

  /// Returns once the records are kept as the settings ask, with whether a segment ended.
  boolean write(Batch batch) throws IOException {
    SegmentWriter before = segment;
    lastWritten = List.of();
    if (!batch.rows().isEmpty()) {
      SegmentWriter open = segmentFor(receivedMillis());
      Group group = group(batch.rows());
      open.append(group);
      lastWritten = group.rows();
      head = open.head();
      unforced = true;
    }
    if (batch.isForceRequested()
        || settings.durability() == Durability.DURABLE
        || nanosToForce() <= 0) {
      force();
    }
    return before != null && before != segment;
  }

  /// The records of the last batch, at their places.
  List<Row> lastWritten() {
    return lastWritten;
  }

  /// When what is written next was received.
  private long receivedMillis() {
    lastReceivedMillis = Math.max(lastReceivedMillis, clock.millis());
    return lastReceivedMillis;
  }

  private Group group(List<Row> rows) {
    List<Row> placed = new ArrayList<>(rows.size());
    List<byte[]> leaves = new ArrayList<>(rows.size());
    for (Row row : rows) {
      byte[] hash = leaf.hash(row);
      leaves.add(hash);
      placed.add(row.placed(head.records() + 1 + placed.size(), lastReceivedMillis, hash));
    }
    Hash root = Hash.of(MerkleTree.root(leaves));
    return new Group(new Link(rows.size(), lastReceivedMillis, root), placed);
  }

  private SegmentWriter segmentFor(long receivedMillis) throws IOException {
    LocalDate today = day(receivedMillis);
    SegmentWriter open = segment;
    if (open != null && open.size() < settings.segmentBytes() && today.equals(day)) {
      return open;
    }
    if (open != null) {
      open.force();
      open.close();
    }
    OpenFile file = disk.create(LogFiles.segment(head.records() + 1));
    open = new SegmentWriter(file, new SegmentHeader(head, receivedMillis));
    disk.forceFolder(LogFiles.SEGMENTS);
    segment = open;
    day = today;
    written = new SealingThread.Written(LogFiles.segment(head.records() + 1), today);
    return open;
  }

  static LocalDate day(long millis) {
    return Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC).toLocalDate();
  }

  private void force() throws IOException {
    if (unforced && segment != null) {
      segment.force();
    }
    unforced = false;
    forcedNanos = System.nanoTime();
  }

  @Override
  public void close() throws IOException {
    if (segment != null) {
      segment.force();
      segment.close();
      segment = null;
    }
  }
}
