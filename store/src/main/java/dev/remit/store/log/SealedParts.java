package dev.remit.store.log;

import dev.remit.store.disk.Disk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The sealed parts of a log as they were at one moment: their names on its disk in the order of
/// their records, which follow each other without a gap, and the number of the last of those, 0 if
/// there are none.
public record SealedParts(List<String> names, long last) {
  public SealedParts {
    names = List.copyOf(names);
  }

  /// Lists them, also beside the process that writes the log. What is sealed meanwhile may be in
  /// the list or not.
  public static SealedParts of(Disk disk) throws IOException {
    List<String> names = new ArrayList<>();
    long last = 0;
    for (String part : LogFiles.parts(disk)) {
      if (!names.isEmpty() && LogFiles.firstOfPart(part) != last + 1) {
        // Its folder was listed after, and that of the part before it before, both were sealed.
        break;
      }
      names.add(part);
      last = LogFiles.lastOfPart(part);
    }
    return new SealedParts(names, last);
  }

  /// Those that hold any of these records.
  public List<String> holding(Collection<Long> records) {
    return names.stream()
        .filter(part ->
            records.stream()
                .anyMatch(record ->
                    LogFiles.firstOfPart(part) <= record && record <= LogFiles.lastOfPart(part)))
        .toList();
  }
}
