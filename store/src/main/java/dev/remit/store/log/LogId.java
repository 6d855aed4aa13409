package dev.remit.store.log;

import java.util.Objects;
import java.util.UUID;

/// Which log it is: drawn when the log is made, and part of every head, so that records of one log
/// are none of another.
public record LogId(UUID value) {
  public LogId {
    Objects.requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
