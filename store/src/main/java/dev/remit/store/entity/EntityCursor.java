package dev.remit.store.entity;

import dev.remit.pdp.decision.EntityVersion;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.store.disk.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Gives past versions of the entities, in any process, also while another one changes them.
///
/// Going forward costs the changes in between; any other step costs reading a checkpoint and the
/// changes after it. For one thread.
public final class EntityCursor implements Closeable {
  private static final int ATTEMPTS_MAX = 3;

  private final Disk disk;
  private final HistoryLimits limits;
  private @Nullable SegmentReader segment;
  private SegmentReader.Contents contents = SegmentReader.Contents.NONE;

  /// In the data folder `disk`.
  public EntityCursor(Disk disk) {
    this(disk, HistoryLimits.STANDARD);
  }

  EntityCursor(Disk disk, HistoryLimits limits) {
    this.disk = disk;
    this.limits = limits;
  }

  public EntityLookup find(EntityVersion version) throws IOException {
    try {
      return advance(version) || seek(version) ? found(version) : missing(version);
    } catch (DamagedHistory e) {
      close();
      return new EntityLookup.Damaged(version, e.text());
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private EntityLookup found(EntityVersion version) {
    return new EntityLookup.Found(new Snapshot(contents.entities(), contents.times(), version));
  }

  /// Whether the version could be reached from where the cursor stands.
  private boolean advance(EntityVersion version) throws IOException, DamagedHistory {
    if (segment == null
        || !segment.store().equals(version.store())
        || segment.sequence() > version.sequence()) {
      return false;
    }
    if (!segment.hasTimes() && Segment.list(disk).contains(new Segment(version.sequence()))) {
      return false; // Its own checkpoint says less of times, and whoever began there knew no more.
    }
    while (segment.sequence() < version.sequence()) {
      Optional<EntityChange> change = segment.next();
      if (change.isEmpty()) {
        return false;
      }
      contents =
          new SegmentReader.Contents(
              contents.entities().with(change.get().upserts(), change.get().removals()),
              change.get().applyTo(contents.times()));
    }
    return true;
  }

  /// Whether the version could be reached from the last checkpoint before it.
  private boolean seek(EntityVersion version) throws IOException, DamagedHistory {
    for (int attempt = 1; ; attempt++) {
      close();
      try {
        return seek(version, Segment.list(disk));
      } catch (NoSuchFileException e) {
        // Retention removed a segment meanwhile, and will not have removed all.
        if (attempt == ATTEMPTS_MAX) {
          throw e;
        }
      }
    }
  }

  private boolean seek(EntityVersion version, List<Segment> segments)
      throws IOException, DamagedHistory {
    Optional<Segment> from =
        segments.reversed().stream()
            .filter(candidate -> candidate.start() <= version.sequence())
            .findFirst();
    if (from.isEmpty()) {
      return false;
    }
    segment = SegmentReader.open(disk, from.get(), limits);
    if (!segment.store().equals(version.store())) {
      return false;
    }
    contents = segment.read(version.sequence());
    if (segment.sequence() == version.sequence()) {
      return true;
    }
    if (from.get().equals(segments.getLast())) {
      segment.frames().requireTornAtMost();
    } else {
      segment.frames().requireEnd();
    }
    return false;
  }

  private EntityLookup missing(EntityVersion version) throws IOException, DamagedHistory {
    close();
    List<Segment> segments = Segment.list(disk);
    if (!segments.isEmpty() && version.sequence() < segments.getLast().start()) {
      try (SegmentReader last = SegmentReader.open(disk, segments.getLast(), limits)) {
        if (last.store().equals(version.store())) {
          return version.sequence() < segments.getFirst().start()
              ? new EntityLookup.Gone(version)
              : new EntityLookup.Damaged(version, "the change that led to it was lost by the disk");
        }
      }
    }
    return new EntityLookup.Unknown(version);
  }

  @Override
  public void close() throws IOException {
    if (segment != null) {
      segment.close();
      segment = null;
      contents = SegmentReader.Contents.NONE;
    }
  }
}
