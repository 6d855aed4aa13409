package dev.remit.store.entity;

import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.entity.EntityException;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.pdp.freshness.AsOfTimes;
import dev.remit.store.disk.Disk;
import dev.remit.store.disk.ReadableFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads a segment from its beginning, once: [#read], then [#next] as often as wanted. For one
/// thread.
final class SegmentReader implements Closeable {
  private final FrameReader frames;
  private final ChangeText.Head head;
  private long sequence;
  private long checkpointBytes;

  private SegmentReader(FrameReader frames, ChangeText.Head head) {
    this.frames = frames;
    this.head = head;
    this.sequence = head.sequence();
  }

  /// Throws [java.nio.file.NoSuchFileException] if the segment is gone.
  static SegmentReader open(Disk disk, Segment segment, HistoryLimits limits)
      throws IOException, DamagedHistory {
    ReadableFile file = disk.openRead(segment.name());
    try {
      FrameReader frames = new FrameReader(file, segment.name(), limits.frameBytesMax());
      return new SegmentReader(frames, head(segment, frames));
    } catch (IOException | DamagedHistory e) {
      file.close();
      throw e;
    }
  }

  private static ChangeText.Head head(Segment segment, FrameReader frames)
      throws IOException, DamagedHistory {
    try {
      ChangeText.Head head = ChangeText.readHead(requireNext(frames));
      if (head.sequence() != segment.start()) {
        throw frames.damaged("it is the segment of version " + head.sequence());
      }
      return head;
    } catch (ChangeText.Unreadable e) {
      throw frames.damaged(e.text());
    }
  }

  private static byte[] requireNext(FrameReader frames) throws IOException, DamagedHistory {
    Optional<byte[]> content = frames.next();
    if (content.isEmpty()) {
      throw frames.damaged("the checkpoint does not match its checksum");
    }
    return content.get();
  }

  /// Entities, and when they were so.
  record Contents(Entities entities, AsOfTimes times) {
    static final Contents NONE = new Contents(Entities.EMPTY, AsOfTimes.NONE);
  }

  /// Whether the checkpoint says when its entities were so.
  boolean hasTimes() {
    return head.hasTimes();
  }

  /// The entities at version `target`, or at the last one before it that is there: the checkpoint
  /// with the changes folded into it.
  Contents read(long target) throws IOException, DamagedHistory {
    Map<EntityUid, Entity> entities = new LinkedHashMap<>();
    Map<EntityUid, AsOfTimes.Mark> marks = new HashMap<>();
    for (ChangeText.Stored stored : checkpoint()) {
      entities.put(stored.entity().uid(), stored.entity());
      marks.put(stored.entity().uid(), stored.put());
    }
    Map<Name, AsOfTimes.Mark> confirmed = new HashMap<>(head.confirmed());
    checkpointBytes = frames.position();
    while (sequence < target) {
      Optional<EntityChange> change = next();
      if (change.isEmpty()) {
        break;
      }
      AsOfTimes.Mark mark = new AsOfTimes.Mark(sequence, change.get().asOf());
      for (EntityUid uid : change.get().removals()) {
        entities.remove(uid);
        marks.remove(uid);
      }
      for (Entity entity : change.get().upserts()) {
        entities.put(entity.uid(), entity);
        marks.put(entity.uid(), mark);
      }
      change.get().confirmed().forEach(type -> confirmed.put(type, mark));
    }
    try {
      return new Contents(Entities.of(entities.values()), AsOfTimes.of(marks, confirmed));
    } catch (EntityException e) {
      throw frames.damaged(String.valueOf(e.getMessage()));
    }
  }

  /// Goes to the first change. Reads the checkpoint's frames all the same, which have no index.
  void skipCheckpoint() throws IOException, DamagedHistory {
    checkpoint();
    checkpointBytes = frames.position();
  }

  private Collection<ChangeText.Stored> checkpoint() throws IOException, DamagedHistory {
    Map<EntityUid, ChangeText.Stored> entities = new LinkedHashMap<>();
    try {
      while (entities.size() < head.entities()) {
        int before = entities.size();
        ChangeText.readEntities(requireNext(frames), head.hasTimes())
            .forEach(stored -> entities.put(stored.entity().uid(), stored));
        if (entities.size() == before) {
          throw frames.damaged("a part of the checkpoint adds no entity");
        }
      }
    } catch (ChangeText.Unreadable e) {
      throw frames.damaged(e.text());
    }
    return entities.values();
  }

  /// The next change; empty where no whole one follows.
  Optional<EntityChange> next() throws IOException, DamagedHistory {
    Optional<byte[]> content = frames.next();
    if (content.isEmpty()) {
      return Optional.empty();
    }
    try {
      EntityChange change = ChangeText.readChange(content.get());
      if (change.sequence() != sequence + 1) {
        throw frames.damaged("change " + change.sequence() + " follows version " + sequence);
      }
      sequence++;
      return Optional.of(change);
    } catch (ChangeText.Unreadable e) {
      throw frames.damaged(e.text());
    }
  }

  /// The version that was read last.
  long sequence() {
    return sequence;
  }

  String store() {
    return head.store();
  }

  /// Where the checkpoint ends, once it is read.
  long checkpointBytes() {
    return checkpointBytes;
  }

  FrameReader frames() {
    return frames;
  }

  @Override
  public void close() throws IOException {
    frames.close();
  }
}
