package dev.remit.insight.observe;

import java.util.Objects;

/// Where an event was read: the file as it was named, and the event's number in it, from 1.
public record Place(String file, long number) {
  public Place {
    Objects.requireNonNull(file, "file");
    if (number < 1) {
      throw new IllegalArgumentException("event " + number);
    }
  }

  @Override
  public String toString() {
    return file + ":" + number;
  }
}
