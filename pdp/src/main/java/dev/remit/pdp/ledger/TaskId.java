package dev.remit.pdp.ledger;

import java.util.Objects;
import java.util.UUID;

/// The name of a task, a UUIDv7.
public record TaskId(UUID value) implements Comparable<TaskId> {
  public TaskId {
    Objects.requireNonNull(value, "value");
  }

  /// Throws [IllegalArgumentException] for any text but that of [#toString].
  public static TaskId parse(String text) {
    UUID value = UUID.fromString(text);
    if (!value.toString().equals(text)) {
      throw new IllegalArgumentException("no id of a task: " + text);
    }
    return new TaskId(value);
  }

  @Override
  public int compareTo(TaskId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
