package dev.remit.store.log;

import dev.remit.store.disk.Disk;
import dev.remit.store.disk.ReadableFile;
import dev.remit.store.row.DamagedBytes;
import dev.remit.store.signature.SigningKey;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Removes whole sealed parts, the oldest first, and leaves a [Tombstone] for them. Segments and
/// the newest part stay, whatever their age and size.
///
/// The tombstone is on the disk before the first part goes, so a crash leaves parts that a
/// tombstone stands for already, but no gap; the next removal takes them. Only for the process that
/// owns the data folder; used by one thread.
public final class Retention {
  private final Disk disk;
  private final InstantSource clock;
  private final @Nullable SigningKey key;

  /// `key` signs the tombstones, if there is one.
  public Retention(Disk disk, InstantSource clock, @Nullable SigningKey key) {
    this.disk = disk;
    this.clock = clock;
    this.key = key;
  }

  /// The tombstones that [#apply] would leave, not signed: at most one for age and one for size, in
  /// this order. Changes nothing.
  ///
  /// Throws [DamagedLog] where what is kept would not follow what is removed.
  public List<Tombstone> plan(RetentionLimits limits) throws IOException, DamagedLog {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<Part> parts = parts();
    int old = countOld(parts, now.minus(limits.ageMax()));
    int large = countLarge(parts, old, limits.bytesMax());
    List<Tombstone> tombstones = new ArrayList<>();
    if (old > 0) {
      tombstones.add(tombstone(parts, 0, old, now, Tombstone.Why.AGE));
    }
    if (large > old) {
      tombstones.add(tombstone(parts, old, large, now, Tombstone.Why.SIZE));
    }
    return tombstones;
  }

  /// Removes what is past the limits, and what an earlier removal that was cut short left. Returns
  /// the tombstones that it wrote.
  public List<Tombstone> apply(RetentionLimits limits) throws IOException, DamagedLog {
    Tombstones.force(disk);
    for (Tombstone earlier : Tombstones.all(disk)) {
      removeUpTo(earlier.after());
    }
    List<Tombstone> written = new ArrayList<>();
    for (Tombstone planned : plan(limits)) {
      Tombstone tombstone = key == null ? planned : planned.signed(key);
      Tombstones.write(disk, tombstone);
      removeUpTo(tombstone.after());
      written.add(tombstone);
    }
    return written;
  }

  /// A sealed part: its file, the end of the day of its records, and its size.
  private record Part(String name, Instant end, long bytes) {}

  private List<Part> parts() throws IOException {
    List<Part> parts = new ArrayList<>();
    for (String name : LogFiles.parts(disk)) {
      LocalDate day = LogFiles.dayOfPart(name);
      Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      parts.add(new Part(name, end, size(name)));
    }
    return parts;
  }

  private long size(String name) throws IOException {
    try (ReadableFile file = disk.openRead(name)) {
      return file.size();
    }
  }

  /// Nothing where it is gone, because it was sealed meanwhile.
  private long sizeOfSegment(String name) throws IOException {
    try {
      return size(name);
    } catch (NoSuchFileException _) {
      return 0;
    }
  }

  private static int countOld(List<Part> parts, Instant before) {
    int count = 0;
    while (count < parts.size() - 1 && parts.get(count).end().isBefore(before)) {
      count++;
    }
    return count;
  }

  /// How many of the oldest must go for the rest to fit, `from` at least.
  private int countLarge(List<Part> parts, int from, long bytesMax) throws IOException {
    long bytes = 0;
    for (String segment : LogFiles.segments(disk)) {
      bytes += sizeOfSegment(segment);
    }
    for (Part part : parts.subList(from, parts.size())) {
      bytes += part.bytes();
    }
    int count = from;
    while (count < parts.size() - 1 && bytes > bytesMax) {
      bytes -= parts.get(count).bytes();
      count++;
    }
    return count;
  }

  private Tombstone tombstone(List<Part> parts, int from, int to, Instant now, Tombstone.Why why)
      throws IOException, DamagedLog {
    Head before = links(parts.get(from).name()).before();
    Head after = links(parts.get(to - 1).name()).after();
    requireFollows(parts.get(to).name(), after);
    long bytes = parts.subList(from, to).stream().mapToLong(Part::bytes).sum();
    return new Tombstone(before, after, now, why, to - from, bytes, null);
  }

  private PartLinks links(String part) throws IOException, DamagedLog {
    try (PartReader reader = new PartReader(part, disk.openRead(part))) {
      return reader.links();
    } catch (DamagedBytes e) {
      throw new DamagedLog(part, LogFiles.firstOfPart(part), e);
    }
  }

  private void requireFollows(String part, Head removed) throws IOException, DamagedLog {
    if (!links(part).before().equals(removed)) {
      throw new DamagedLog(
          part,
          LogFiles.firstOfPart(part),
          new DamagedBytes("does not follow what retention removes"));
    }
  }

  /// Deletes the parts up to that record, oldest first also in what a crash leaves of it.
  private void removeUpTo(Head removed) throws IOException, DamagedLog {
    List<String> parts = LogFiles.parts(disk);
    List<String> due =
        parts.stream().filter(part -> LogFiles.lastOfPart(part) <= removed.records()).toList();
    if (due.isEmpty()) {
      return;
    }
    if (due.size() == parts.size()) {
      throw new DamagedLog(
          due.getLast(),
          LogFiles.firstOfPart(due.getLast()),
          new DamagedBytes("is the newest part, and a tombstone stands for it"));
    }
    requireFollows(parts.get(due.size()), removed);
    LogFiles.forceParts(disk, LogFiles.PARTS);
    // Counts outlive the records that they were made of.
    LogFiles.forceParts(disk, LogFiles.ROLLUPS);
    for (String part : due) {
      disk.delete(part);
      disk.forceFolder(part.substring(0, part.lastIndexOf('/')));
    }
  }
}
