package dev.remit.store.entity;

import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.decision.EntityVersion;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.store.disk.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The entities, every change of them, and every version that retention has left, in the folder
/// `entities` of a data folder. Only the process that holds the data folder's lock opens it; others
/// read by an [EntityCursor].
///
/// A change is acknowledged once it survives a loss of power. After a failure of the disk no more
/// changes are taken, because what is on the disk is then for the next opening to find out; past
/// versions and the current one can still be had.
///
/// `this` guards the writing; any thread may call.
public final class EntityHistory implements Closeable {
  /// Bytes of one change, as JSON.
  public static final int CHANGE_BYTES_MAX = 64 * 1024 * 1024;

  /// Entities of one version.
  public static final int ENTITIES_MAX = 5_000_000;

  private final Disk disk;
  private final InstantSource clock;
  private final HistoryLimits limits;
  private final long cutBytes;
  private SegmentWriter writer;
  private @Nullable IOException failure;
  private boolean closed;
  private long lostVersions;
  private volatile Snapshot current;

  private EntityHistory(
      Disk disk,
      InstantSource clock,
      HistoryLimits limits,
      SegmentWriter writer,
      Snapshot current,
      long cutBytes) {
    this.disk = disk;
    this.clock = clock;
    this.limits = limits;
    this.writer = writer;
    this.current = current;
    this.cutBytes = cutBytes;
  }

  /// What refers to versions of the history, which is the decision log.
  @FunctionalInterface
  public interface Referred {
    /// Where nothing does.
    Referred NEVER = current -> 0;

    /// The highest sequence after that of `current`, in the same store, that is referred to; 0 if
    /// none is.
    long newestAfter(EntityVersion current) throws IOException;
  }

  /// Opens the history in the data folder `disk`, or begins one that is called `newStore`, which
  /// must be no other store's name; one that is there keeps its name. A last change that was torn
  /// by a crash, and so never acknowledged, is cut off.
  ///
  /// Changes that were acknowledged, for something is `referred` to them, and that the disk lost
  /// all the same, leave a gap: their numbers are never given to others, and the history goes on at
  /// the number after them, with the entities that are left. [#lostVersions] says how many.
  public static EntityHistory open(
      Disk disk, String newStore, InstantSource clock, Referred referred)
      throws IOException, DamagedHistory {
    return open(disk, newStore, clock, HistoryLimits.STANDARD, referred);
  }

  static EntityHistory open(Disk disk, String newStore, InstantSource clock, HistoryLimits limits)
      throws IOException, DamagedHistory {
    return open(disk, newStore, clock, limits, Referred.NEVER);
  }

  static EntityHistory open(
      Disk disk, String newStore, InstantSource clock, HistoryLimits limits, Referred referred)
      throws IOException, DamagedHistory {
    disk.createFolder(Segment.FOLDER);
    disk.forceFolder(Disk.ROOT);
    for (String file : disk.list(Segment.FOLDER)) {
      if (Segment.isUnfinished(file)) {
        disk.delete(file);
      }
    }
    disk.forceFolder(Segment.FOLDER);
    List<Segment> segments = Segment.list(disk);
    return segments.isEmpty()
        ? begin(disk, newStore, clock, limits)
        : resume(disk, segments.getLast(), clock, limits).skip(referred);
  }

  /// Passes over the numbers of changes that were lost.
  private synchronized EntityHistory skip(Referred referred) throws IOException {
    EntityVersion last = current.version();
    try {
      long newest = referred.newestAfter(last);
      if (newest > last.sequence()) {
        current =
            new Snapshot(
                current.entities(), current.times(), new EntityVersion(last.store(), newest + 1));
        writer.close();
        writer = SegmentWriter.create(disk, current);
        lostVersions = newest - last.sequence();
      }
      return this;
    } catch (IOException e) {
      writer.close();
      throw e;
    }
  }

  private static EntityHistory begin(
      Disk disk, String store, InstantSource clock, HistoryLimits limits) throws IOException {
    Snapshot empty = new Snapshot(Entities.EMPTY, new EntityVersion(store, 0));
    SegmentWriter writer = SegmentWriter.create(disk, empty);
    return new EntityHistory(disk, clock, limits, writer, empty, 0);
  }

  private static EntityHistory resume(
      Disk disk, Segment segment, InstantSource clock, HistoryLimits limits)
      throws IOException, DamagedHistory {
    try (SegmentReader reader = SegmentReader.open(disk, segment, limits)) {
      SegmentReader.Contents contents = reader.read(Long.MAX_VALUE);
      SegmentWriter writer = SegmentWriter.resume(disk, segment, reader);
      EntityVersion version = new EntityVersion(reader.store(), reader.sequence());
      long cut = reader.frames().size() - reader.frames().position();
      Snapshot last = new Snapshot(contents.entities(), contents.times(), version);
      return new EntityHistory(disk, clock, limits, writer, last, cut);
    }
  }

  /// The last version. Never waits for a change that is being made.
  public Snapshot current() {
    return current;
  }

  /// Bytes of a torn change that opening cut off; 0 if there was none.
  public long cutBytes() {
    return cutBytes;
  }

  /// How many versions opening found referred to and not there; 0 on a disk that keeps its word.
  public synchronized long lostVersions() {
    return lostVersions;
  }

  /// Makes a change as of now, and returns the version that it leads to.
  public Snapshot append(String author, Collection<Entity> upserts, Collection<EntityUid> removals)
      throws IOException {
    return append(author, Edit.of(upserts, removals));
  }

  /// Makes a change and returns the version that it leads to, once it survives a loss of power.
  ///
  /// Throws [IllegalArgumentException], of which one is the [Entities]' own, if they make no
  /// snapshot, cannot be written as JSON or pass a limit, and [IOException] if the disk fails;
  /// either way there is no new version. Costs one write to the disk and now and then that of a
  /// checkpoint.
  public synchronized Snapshot append(String author, Edit edit) throws IOException {
    requireUsable();
    Snapshot before = current;
    Entities entities = before.entities().with(edit.upserts(), edit.removals());
    if (entities.size() > limits.entitiesMax()) {
      throw new IllegalArgumentException("more than " + limits.entitiesMax() + " entities");
    }
    long sequence = before.version().sequence() + 1;
    EntityChange change = change(sequence, author, edit);
    byte[] text = write(change);
    try {
      if (writer.isFull(limits)) {
        writer.close();
        writer = SegmentWriter.create(disk, before);
      }
      writer.append(text);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
    current =
        new Snapshot(
            entities,
            change.applyTo(before.times()),
            new EntityVersion(before.version().store(), sequence));
    return current;
  }

  private EntityChange change(long sequence, String author, Edit edit) {
    Map<EntityUid, Entity> put = new LinkedHashMap<>();
    edit.upserts().forEach(entity -> put.put(entity.uid(), entity));
    Set<EntityUid> taken = new LinkedHashSet<>(edit.removals());
    taken.removeAll(put.keySet());
    Instant time = clock.instant();
    Instant asOf = edit.asOf();
    return new EntityChange(
        sequence,
        time,
        author,
        List.copyOf(put.values()),
        List.copyOf(taken),
        asOf == null || asOf.isAfter(time) ? time : asOf,
        edit.confirmed());
  }

  /// Only what is read back equal is a change: a version that could not be had again is none.
  private byte[] write(EntityChange change) {
    byte[] text = ChangeText.change(change);
    if (text.length > limits.changeBytesMax()) {
      throw new IllegalArgumentException(
          "a change of " + text.length + " bytes, more than " + limits.changeBytesMax());
    }
    try {
      if (ChangeText.readChange(text).equals(change)) {
        return text;
      }
    } catch (ChangeText.Unreadable e) {
      throw new IllegalArgumentException("no change that can be read again: " + e.text(), e);
    }
    throw new IllegalArgumentException("no change that is read again as it is");
  }

  /// Any version; costs reading it from the disk, unless it is the current one.
  public EntityLookup find(EntityVersion version) throws IOException {
    Snapshot last = current;
    if (version.equals(last.version())) {
      return new EntityLookup.Found(last);
    }
    // A change that is written but not acknowledged is no version yet.
    if (!version.store().equals(last.version().store())
        || version.sequence() > last.version().sequence()) {
      return new EntityLookup.Unknown(version);
    }
    try (EntityCursor cursor = new EntityCursor(disk, limits)) {
      return cursor.find(version);
    }
  }

  /// Takes a change; false ends the reading.
  @FunctionalInterface
  public interface ChangeVisitor {
    boolean take(EntityChange change);
  }

  /// Visits the changes after version `sequence`, in order, up to the current version. Those that
  /// retention has removed are left out: the first one visited says by its number where it begins.
  /// Costs reading the segment that holds the first of them.
  public void visitChanges(long sequence, ChangeVisitor visitor)
      throws IOException, DamagedHistory {
    long last = current.version().sequence();
    List<Segment> segments = Segment.list(disk);
    for (int i = 0; i < segments.size() && segments.get(i).start() < last; i++) {
      boolean isBefore = i + 1 < segments.size() && segments.get(i + 1).start() <= sequence;
      if (!isBefore && !visit(segments.get(i), sequence, last, visitor)) {
        return;
      }
    }
  }

  /// Whether to go on with the next segment.
  private boolean visit(Segment segment, long sequence, long last, ChangeVisitor visitor)
      throws IOException, DamagedHistory {
    try (SegmentReader reader = SegmentReader.open(disk, segment, limits)) {
      reader.skipCheckpoint();
      while (reader.sequence() < last) {
        Optional<EntityChange> change = reader.next();
        if (change.isEmpty()) {
          return true;
        }
        if (change.get().sequence() > sequence && !visitor.take(change.get())) {
          return false;
        }
      }
      return false;
    } catch (NoSuchFileException _) {
      return true; // Retention removed it meanwhile.
    }
  }

  /// Removes what only versions before `sequence` need. That version and all after it stay, and
  /// those between it and the checkpoint before it.
  public synchronized void removeBefore(long sequence) throws IOException {
    requireUsable();
    List<Segment> segments = Segment.list(disk);
    for (int i = 0; i + 1 < segments.size(); i++) {
      if (segments.get(i + 1).start() <= sequence) {
        disk.delete(segments.get(i).name());
      }
    }
    disk.forceFolder(Segment.FOLDER);
  }

  private void requireUsable() throws IOException {
    if (closed) {
      throw new IOException("entities: the history is closed; open it again");
    }
    if (failure != null) {
      throw new IOException(
          "entities: an earlier change failed (" + failure + "); check the disk, then start again",
          failure);
    }
  }

  /// Calling it again does nothing.
  @Override
  public synchronized void close() throws IOException {
    closed = true;
    writer.close();
  }
}
