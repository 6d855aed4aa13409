package dev.remit.store.log;

import dev.remit.cedar.json.JsonWriter;
import dev.remit.store.disk.Disk;
import dev.remit.store.row.DamagedBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/// The tombstones of a log: `tombstones/N-M.json` stands for records N to M.
final class Tombstones {
  static final String FOLDER = "tombstones";

  private static final String SUFFIX = ".json";
  private static final int BYTES_MAX = 64 * 1024;

  private Tombstones() {}

  /// The names of their files, in the order of the records that they stand for.
  static List<String> names(Disk disk) throws IOException {
    try {
      return disk.list(FOLDER).stream().filter(name -> name.endsWith(SUFFIX)).toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  static Tombstone read(Disk disk, String name) throws IOException, DamagedBytes {
    return Tombstone.read(disk.readAll(name, BYTES_MAX));
  }

  /// Throws [DamagedLog] where one of them cannot be read.
  static List<Tombstone> all(Disk disk) throws IOException, DamagedLog {
    List<Tombstone> tombstones = new ArrayList<>();
    for (String name : names(disk)) {
      try {
        tombstones.add(read(disk, name));
      } catch (DamagedBytes e) {
        throw new DamagedLog(name, firstRecord(name), e);
      }
    }
    return tombstones;
  }

  /// The first record that a tombstone with this name stands for; 1 if the name does not say.
  static long firstRecord(String name) {
    String number = name.substring(FOLDER.length() + 1).split("-", 2)[0];
    return number.matches("[0-9]{19}") ? Long.parseLong(number) : 1;
  }

  /// Returns once all that are there survive a loss of power. A process that ended may have left
  /// one that is on no disk yet.
  static void force(Disk disk) throws IOException {
    if (!names(disk).isEmpty()) {
      disk.forceFolder(FOLDER);
    }
  }

  /// Returns once it survives a loss of power.
  static void write(Disk disk, Tombstone tombstone) throws IOException {
    disk.createFolder(FOLDER);
    disk.forceFolder(Disk.ROOT);
    String name =
        FOLDER
            + "/"
            + LogFiles.number(tombstone.first())
            + "-"
            + LogFiles.number(tombstone.last())
            + SUFFIX;
    String text = JsonWriter.pretty(tombstone.toJson()) + "\n";
    disk.replace(name, text.getBytes(StandardCharsets.UTF_8));
  }
}
