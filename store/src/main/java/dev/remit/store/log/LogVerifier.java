package dev.remit.store.log;

import dev.remit.store.disk.Disk;
import dev.remit.store.disk.ReadableFile;
import dev.remit.store.rollup.RollupCounts;
import dev.remit.store.row.Column;
import dev.remit.store.row.DamagedBytes;
import dev.remit.store.row.Leaf;
import dev.remit.store.row.Row;
import dev.remit.store.signature.VerifyingKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Checks a log against its own chain, and against heads that were kept elsewhere.
///
/// What the chain proves by itself: that no record between the first and the last was changed,
/// removed, added or moved unless everything after it was written anew. That nothing was cut off
/// the end, and that the whole was not written anew, only a head from outside proves. For what is
/// gone before the first record a [Tombstone] must vouch: by a head that the rest follows, and, if
/// there is a key, by its signature. Used by one thread.
public final class LogVerifier {
  private final Disk disk;
  private final List<Head> anchors;
  private final List<Verification.Finding> findings = new ArrayList<>();
  private final Removed removed;
  private final Leaf leaf = new Leaf();
  private final Set<String> rollups = new LinkedHashSet<>();
  private @Nullable Head head;
  private long first;
  private long checked;
  private int compared;
  private int matched;

  private LogVerifier(Disk disk, List<Head> anchors, @Nullable VerifyingKey key)
      throws IOException {
    this.disk = disk;
    this.anchors = anchors;
    this.removed = Removed.of(disk, key, findings);
  }

  /// Reads the whole log. Costs `O(records)`, memory that of one group.
  public static Verification verify(Disk disk, List<Head> anchors) throws IOException {
    return verify(disk, anchors, null);
  }

  /// As [#verify(Disk, List)]; with a key, every tombstone must be signed by it.
  public static Verification verify(Disk disk, List<Head> anchors, @Nullable VerifyingKey key)
      throws IOException {
    return new LogVerifier(disk, List.copyOf(anchors), key).run();
  }

  private Verification run() throws IOException {
    // Rollups first: those of a part that is sealed meanwhile are there only after it.
    rollups.addAll(RollupFiles.all(disk));
    Set<String> parts = new LinkedHashSet<>();
    checkAll(parts);
    checkOtherRollups(parts);
    Head end = head;
    for (Head anchor : anchors) {
      if (end == null || anchor.records() > end.records()) {
        long records = end == null ? 0 : end.records();
        find(records + 1, anchor.records(), "are gone: the log ends before the anchor");
      }
    }
    if (removed.last() > (end == null ? 0 : end.records())) {
      find(removed.last(), removed.last(), "is gone by retention, which never removes the last");
    }
    return new Verification(first, checked, end, compared, matched, removed.tombstones(), findings);
  }

  /// Checks the parts until there is none that is not among `checked`, and returns the segments
  /// that were there beside them: a writer may seal all the while.
  private List<String> checkParts(Set<String> checked) throws IOException {
    while (true) {
      // Segments first: what is sealed in between is there as a part by then.
      List<String> segments = LogFiles.segments(disk);
      List<String> unchecked =
          LogFiles.parts(disk).stream().filter(part -> !checked.contains(part)).toList();
      if (unchecked.isEmpty()) {
        return segments;
      }
      for (String part : unchecked) {
        check(part, LogFiles.firstOfPart(part));
        checked.add(part);
      }
    }
  }

  private void checkAll(Set<String> parts) throws IOException {
    while (true) {
      List<String> segments = checkParts(parts);
      Mark mark = new Mark(head, first, checked, compared, matched, findings.size());
      try {
        checkSegments(segments, lastSealed(parts));
        return;
      } catch (NoSuchFileException _) {
        returnTo(mark); // It was sealed meanwhile, and those before it perhaps with it.
      }
    }
  }

  /// How far the checking has come.
  private record Mark(
      @Nullable Head head, long first, long checked, int compared, int matched, int findings) {}

  private void returnTo(Mark mark) {
    head = mark.head();
    first = mark.first();
    checked = mark.checked();
    compared = mark.compared();
    matched = mark.matched();
    findings.subList(mark.findings(), findings.size()).clear();
  }

  /// Checks the segments that follow the parts. Others are those that a crash left beside the part
  /// that was made of them: nobody reads them, and they are deleted when the log is opened next.
  private void checkSegments(List<String> segments, long sealed) throws IOException {
    for (String segment : segments) {
      long named = LogFiles.firstRecord(segment);
      if (named > sealed) {
        check(segment, named);
      }
    }
  }

  private static long lastSealed(Set<String> parts) {
    return parts.stream().mapToLong(LogFiles::lastOfPart).max().orElse(0);
  }

  private void find(long from, long to, String what) {
    findings.add(new Verification.Finding(from, to, what));
  }

  private void check(String file, long named) throws IOException {
    RollupCounts counts = new RollupCounts();
    try (GroupReader reader = open(file)) {
      begin(file, reader.head());
      for (Group group = reader.next(); group != null; group = reader.next()) {
        check(group);
        if (reader instanceof PartReader) {
          group.rows().forEach(counts::add);
        }
        head = reader.head();
        checked += group.rows().size();
        compareWithAnchors(reader.head());
      }
      if (reader instanceof PartReader part) {
        checkWhole(file, part.links());
        checkRollups(file, part.links(), counts);
      }
    } catch (DamagedBytes e) {
      long from = head == null ? named : head.records() + 1;
      find(from, from, "and what follows it in " + file + " cannot be read: it " + e.text());
    }
  }

  /// A part is what its rows make of it, to the last byte, or somebody's reader is misled: by
  /// bounds that hide rows, say.
  private void checkWhole(String file, PartLinks links) throws IOException, DamagedBytes {
    Head end = head;
    long from = links.before().records() + 1;
    long to = links.after().records();
    if (!links.after().equals(end)) {
      find(from, to, "were changed: " + file + " does not come to the head it was sealed with");
      head = links.after();
    } else if (!PartDigest.ofFile(disk, file).equals(PartDigest.ofRows(disk, file))) {
      find(from, to, "are there, but " + file + " says something else about them to its readers");
    }
  }

  /// Rollups that are not there are made when the log is opened next; others are those that the
  /// rows make, to the last byte.
  private void checkRollups(String part, PartLinks links, RollupCounts counts) throws IOException {
    String file = RollupFiles.of(part);
    byte[] expected = RollupFiles.bytes(links, counts);
    if (rollups.contains(file) && !isFile(file, expected)) {
      find(
          links.before().records() + 1,
          links.after().records(),
          "are there, but " + file + " counts them otherwise; delete it to have it made anew");
    }
  }

  private boolean isFile(String file, byte[] expected) throws IOException {
    try (ReadableFile found = disk.openRead(file)) {
      if (found.size() != expected.length) {
        return false;
      }
      byte[] bytes = new byte[expected.length];
      found.read(ByteBuffer.wrap(bytes), 0);
      return Arrays.equals(bytes, expected);
    }
  }

  /// Rollups that no part is behind, of records that are still there or never were, count what is
  /// counted elsewhere.
  private void checkOtherRollups(Set<String> parts) {
    Set<String> known = parts.stream().map(RollupFiles::of).collect(Collectors.toSet());
    for (String file : rollups) {
      if (!known.contains(file) && LogFiles.lastOfPart(file) >= first) {
        find(
            LogFiles.firstOfPart(file),
            LogFiles.lastOfPart(file),
            "are counted by " + file + ", which is no sealed part's; delete it");
      }
    }
  }

  private GroupReader open(String file) throws IOException, DamagedBytes {
    return LogFiles.isPart(file)
        ? new PartReader(file, disk.openRead(file))
        : new SegmentReader(disk.openRead(file));
  }

  /// Compares what a file says was before it with what was.
  private void begin(String file, Head before) {
    Head expected = head;
    if (expected == null) {
      beginFirst(file, before);
    } else if (!expected.log().equals(before.log())) {
      find(before.records() + 1, before.records() + 1, "and what follows is of another log");
    } else if (before.records() > expected.records()) {
      find(expected.records() + 1, before.records(), "are missing");
    } else if (!before.equals(expected)) {
      find(
          before.records() + 1,
          before.records() + 1,
          "does not follow what is before it: records were removed, moved or written anew");
    }
    head = before;
  }

  private void beginFirst(String file, Head before) {
    first = before.records() + 1;
    Head vouched = removed.find(before.records());
    if (before.records() > removed.last()) {
      find(removed.last() + 1, before.records(), Removed.MISSING);
    } else if (vouched != null && !vouched.equals(before)) {
      find(first, first, "does not follow what retention removed before it");
    }
    if (first == 1 && !before.equals(Head.genesis(before.log()))) {
      find(1, 1, "does not begin the log that " + file + " names");
    }
    for (Head anchor : anchors) {
      compareWithRemoved(anchor, before);
    }
  }

  /// Compares an anchor that lies before the first record; of most there is nothing to compare with
  /// any more.
  private void compareWithRemoved(Head anchor, Head before) {
    if (anchor.records() >= first) {
      compared++;
      return;
    }
    Head then = anchor.records() == before.records() ? before : removed.find(anchor.records());
    if (then != null) {
      compared++;
      compare(anchor, then);
    }
  }

  private void compare(Head anchor, Head then) {
    if (anchor.equals(then)) {
      matched++;
    } else {
      find(1, then.records(), "are not those of the anchor: the log was written anew");
    }
  }

  /// Names the records of a group that are not what was hashed.
  private void check(Group group) {
    List<byte[]> leaves = new ArrayList<>(group.rows().size());
    int found = findings.size();
    for (Row row : group.rows()) {
      byte[] hash = leaf.hash(row);
      leaves.add(hash);
      if (row.whole(Column.CHECKSUM) != Leaf.checksum(hash)) {
        long sequence = row.whole(Column.SEQUENCE);
        find(sequence, sequence, "was changed: it does not match its checksum");
      }
    }
    if (findings.size() == found && !Hash.of(MerkleTree.root(leaves)).equals(group.link().root())) {
      find(
          group.rows().getFirst().whole(Column.SEQUENCE),
          group.rows().getLast().whole(Column.SEQUENCE),
          "were changed, moved or replaced: together they do not match their root");
    }
  }

  private void compareWithAnchors(Head now) {
    for (Head anchor : anchors) {
      if (anchor.records() == now.records()) {
        compare(anchor, now);
      }
    }
    Head vouched = removed.find(now.records());
    if (vouched != null && !vouched.equals(now)) {
      find(1, now.records(), "are not those that retention found when it removed them");
    }
  }
}
