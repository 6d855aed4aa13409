package dev.remit.store.log;

import dev.remit.store.disk.Disk;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The files of a log by their names.
///
/// `segments/N.segment` begins with record N; `parts/received_date=D/N-M.parquet` holds records N
/// to M, all received on day D; `rollups/received_date=D/N-M.parquet` their counts by hour; `cut/`
/// keeps what recovery took off the end of a segment; `tombstones/N-M.json` stands for records that
/// retention removed.
final class LogFiles {
  static final String SEGMENTS = "segments";
  static final String PARTS = "parts";
  static final String ROLLUPS = "rollups";
  static final String CUT = "cut";
  static final String TEMPORARY = ".tmp";

  private static final String SEGMENT = ".segment";
  private static final String PART = ".parquet";
  private static final int DIGITS = 19;

  private LogFiles() {}

  static void createFolders(Disk disk) throws IOException {
    for (String folder : List.of(SEGMENTS, PARTS, ROLLUPS, CUT)) {
      disk.createFolder(folder);
    }
    disk.forceFolder(Disk.ROOT);
  }

  /// Writes a small file of the log's folder whole, or not at all.
  static void write(Disk disk, String name, byte[] content) throws IOException {
    disk.replace(name, content);
  }

  /// The segments in the order of their records.
  static List<String> segments(Disk disk) throws IOException {
    return disk.list(SEGMENTS).stream().filter(name -> name.endsWith(SEGMENT)).toList();
  }

  static String segment(long firstRecord) {
    return SEGMENTS + "/" + number(firstRecord) + SEGMENT;
  }

  /// The folder in [#PARTS] of what was received on a day.
  static String partition(LocalDate day) {
    return "received_date=" + day;
  }

  /// The day on which the records of a part were received, as its folder says.
  static LocalDate dayOfPart(String part) throws IOException {
    String folder = part.substring(0, part.lastIndexOf('/'));
    String day = folder.substring(folder.lastIndexOf('=') + 1);
    try {
      return LocalDate.parse(day);
    } catch (DateTimeException e) {
      throw new IOException(part + ": is in a folder of no day; put it back where it was", e);
    }
  }

  static String partName(PartLinks links) {
    return number(links.before().records() + 1) + "-" + number(links.after().records()) + PART;
  }

  /// The sealed parts in the order of their records.
  static List<String> parts(Disk disk) throws IOException {
    return parts(disk, PARTS);
  }

  /// Files named as parts are, in the folders of a folder, in the order of their records.
  static List<String> parts(Disk disk, String in) throws IOException {
    List<String> parts = new ArrayList<>();
    for (String folder : disk.folders(in)) {
      disk.list(folder).stream().filter(name -> name.endsWith(PART)).forEach(parts::add);
    }
    parts.sort(Comparator.comparing(LogFiles::lastOf));
    return parts;
  }

  /// Returns once which files named as parts are in the folders of a folder survives a loss of
  /// power. A process that ended, or an attempt that failed, may have made or deleted one without
  /// that being on the disk yet.
  static void forceParts(Disk disk, String in) throws IOException {
    for (String folder : disk.folders(in)) {
      disk.forceFolder(folder);
    }
  }

  /// Deletes the segments that a crash or a failure left beside the parts that were made of them.
  static void deleteSealedSegments(Disk disk) throws IOException {
    long sealed = sealedUpTo(disk);
    List<String> left =
        segments(disk).stream().filter(segment -> firstRecord(segment) <= sealed).toList();
    if (!left.isEmpty()) {
      forceParts(disk, PARTS);
      deleteSegments(disk, left);
    }
  }

  /// Returns once they stay away after a loss of power.
  static void deleteSegments(Disk disk, List<String> segments) throws IOException {
    for (String segment : segments) {
      disk.delete(segment);
    }
    disk.forceFolder(SEGMENTS);
  }

  /// The last record that is in a sealed part, 0 if there is none.
  static long sealedUpTo(Disk disk) throws IOException {
    List<String> parts = parts(disk);
    return parts.isEmpty() ? 0 : lastOfPart(parts.getLast());
  }

  static boolean isPart(String name) {
    return name.endsWith(PART);
  }

  private static String lastOf(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /// The first record of a part with this name.
  static long firstOfPart(String part) {
    return Long.parseLong(lastOf(part).substring(0, DIGITS));
  }

  /// The last record of a part with this name.
  static long lastOfPart(String part) {
    return Long.parseLong(lastOf(part).substring(DIGITS + 1, 2 * DIGITS + 1));
  }

  static String number(long record) {
    return String.format(Locale.ROOT, "%019d", record);
  }

  /// The first record of a segment with this name.
  static long firstRecord(String segment) {
    String number = segment.substring(SEGMENTS.length() + 1, segment.length() - SEGMENT.length());
    return Long.parseLong(number);
  }
}
