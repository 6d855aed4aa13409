package dev.remit.store.entity;

import dev.remit.store.disk.Disk;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file of the history: a checkpoint, which is all entities at version `start`, and the changes
/// after it, up to the start of the next.
record Segment(long start) {
  static final String FOLDER = "entities";
  private static final Pattern NAME = Pattern.compile(FOLDER + "/([0-9]{19})\\.segment");

  String name() {
    return "%s/%019d.segment".formatted(FOLDER, start);
  }

  static boolean isUnfinished(String name) {
    return name.endsWith(Disk.UNFINISHED);
  }

  /// The oldest first; none where there is no history yet.
  static List<Segment> list(Disk disk) throws IOException {
    List<Segment> segments = new ArrayList<>();
    for (String file : names(disk)) {
      Matcher name = NAME.matcher(file);
      if (name.matches()) {
        segments.add(new Segment(Long.parseLong(name.group(1))));
      }
    }
    segments.sort(Comparator.comparingLong(Segment::start));
    return segments;
  }

  private static List<String> names(Disk disk) throws IOException {
    try {
      return disk.list(FOLDER);
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}
