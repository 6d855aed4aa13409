package dev.remit.store.log;

import dev.remit.store.disk.Disk;
import dev.remit.store.rollup.RollupCounts;
import dev.remit.store.rollup.RollupTable;
import dev.remit.store.row.DamagedBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// The rollups of sealed parts, a file for each, under the part's name in another folder.
///
/// A file is written once its part is there under its name, so that there is never one whose part
/// was made anew with other records, and no row is counted twice. What a crash left out is made
/// from the part.
final class RollupFiles {
  private static final String LOG = "remit.log.id";
  private static final String RECORDS = "remit.log.records";

  private final Disk disk;

  RollupFiles(Disk disk) {
    this.disk = disk;
  }

  /// The name of the rollups of a part.
  static String of(String part) {
    return LogFiles.ROLLUPS + part.substring(LogFiles.PARTS.length());
  }

  /// All that are there, whether their parts still are or not, in the order of their records.
  static List<String> all(Disk disk) throws IOException {
    return disk.folders(Disk.ROOT).contains(LogFiles.ROLLUPS)
        ? LogFiles.parts(disk, LogFiles.ROLLUPS)
        : List.of();
  }

  /// Those of a part with these links, of whose rows `counts` has all.
  static byte[] bytes(PartLinks links, RollupCounts counts) throws IOException {
    TreeMap<String, String> metadata = new TreeMap<>();
    metadata.put(LOG, links.before().log().toString());
    metadata.put(RECORDS, (links.before().records() + 1) + "-" + links.after().records());
    return RollupTable.write(counts.rollups(), metadata);
  }

  /// Returns once they survive a loss of power.
  void write(String part, PartLinks links, RollupCounts counts) throws IOException {
    String name = of(part);
    String folder = name.substring(0, name.lastIndexOf('/'));
    disk.createFolder(folder);
    disk.forceFolder(LogFiles.ROLLUPS);
    disk.replace(name, bytes(links, counts));
  }

  /// The sealed parts that have none.
  List<String> partsWithout() throws IOException {
    Set<String> there = Set.copyOf(all(disk));
    List<String> without = new ArrayList<>();
    for (String part : LogFiles.parts(disk)) {
      if (!there.contains(of(part))) {
        without.add(part);
      }
    }
    return without;
  }

  /// Makes those of a part from its rows. Throws [DamagedBytes] where they cannot be read.
  void rebuild(String part) throws IOException, DamagedBytes {
    RollupCounts counts = new RollupCounts();
    try (PartReader reader = new PartReader(part, disk.openRead(part))) {
      for (Group group = reader.next(); group != null; group = reader.next()) {
        group.rows().forEach(counts::add);
      }
      write(part, reader.links(), counts);
    }
  }
}
