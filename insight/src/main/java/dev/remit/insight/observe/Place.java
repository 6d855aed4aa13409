package dev.remit.insight.observe;

import java.util.Objects;

/// Where an event was read: the file as it was named, the event's number in it, from 1, and what
/// names this occurrence of the event by content alone, whatever the file is called: an id for
/// events of logs that give them none.
public record Place(String file, String occurrence, long number) {
  public Place {
    Objects.requireNonNull(file, "file");
    if (occurrence.isEmpty()) {
      throw new IllegalArgumentException("an occurrence without a name");
    }
    if (number < 1) {
      throw new IllegalArgumentException("event " + number);
    }
  }

  /// `FILE@OCCURRENCE:NUMBER`, as records say where they come from.
  @Override
  public String toString() {
    return file + "@" + occurrence + ":" + number;
  }
}
