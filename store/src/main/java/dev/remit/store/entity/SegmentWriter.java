package dev.remit.store.entity;

import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.freshness.AsOfTimes;
import dev.remit.store.disk.Disk;
import dev.remit.store.disk.OpenFile;
import dev.remit.store.disk.ReadableFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/// The segment that changes are appended to. After a failure of the disk it is of no more use. For
/// one thread at a time.
final class SegmentWriter implements Closeable {
  private final OpenFile file;
  private final long checkpointBytes;

  private SegmentWriter(OpenFile file, long checkpointBytes) {
    this.file = file;
    this.checkpointBytes = checkpointBytes;
  }

  /// A new segment that begins with all entities. It is there whole or not at all.
  static SegmentWriter create(Disk disk, Snapshot snapshot) throws IOException {
    Segment segment = new Segment(snapshot.version().sequence());
    disk.replace(segment.name(), file -> begin(snapshot, file));
    OpenFile file = disk.openAppend(segment.name());
    return new SegmentWriter(file, file.size());
  }

  private static void begin(Snapshot snapshot, OpenFile file) throws IOException {
    file.append(Frame.write(ChangeText.head(ChangeText.Head.of(snapshot))));
    Collection<Entity> all = snapshot.entities().all();
    for (EntityBatches batches = new EntityBatches(all); batches.hasNext(); ) {
      String batch = batches.next();
      file.append(Frame.write(ChangeText.entities(batch, marks(snapshot, batches.uids()))));
    }
  }

  private static List<AsOfTimes.Mark> marks(Snapshot snapshot, List<EntityUid> uids) {
    return uids.stream()
        .map(uid -> Objects.requireNonNullElse(snapshot.times().mark(uid), AsOfTimes.Mark.UNKNOWN))
        .toList();
  }

  /// One that is there, up to what `reader` has read of it; the rest is cut off, unless a change
  /// follows in it. What is left is written anew: what the process before wrote may be on no disk
  /// yet, and if it ended because a force failed, no later force of the same file would say so.
  static SegmentWriter resume(Disk disk, Segment segment, SegmentReader reader)
      throws IOException, DamagedHistory {
    long end = reader.frames().position();
    if (end < reader.frames().size()) {
      reader.frames().requireTornAtMost();
    }
    try (ReadableFile there = disk.openRead(segment.name())) {
      disk.replace(segment.name(), copy -> there.copy(0, end, copy));
    }
    return new SegmentWriter(disk.openAppend(segment.name()), reader.checkpointBytes());
  }

  /// Returns once the change survives a loss of power.
  void append(byte[] change) throws IOException {
    file.append(Frame.write(change));
    file.force();
  }

  /// Whether the changes outweigh the checkpoint.
  boolean isFull(HistoryLimits limits) throws IOException {
    return file.size() - checkpointBytes > Math.max(checkpointBytes, limits.segmentBytesMin());
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
