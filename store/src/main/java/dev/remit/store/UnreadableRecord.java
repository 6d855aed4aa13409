package dev.remit.store;

import java.io.Serial;

/// A line of a log that is no record of a version known here; the message says what is wrong with
/// it.
public final class UnreadableRecord extends Exception {
  @Serial private static final long serialVersionUID = 1;

  UnreadableRecord(String message) {
    super(message);
  }

  /// Never null.
  public String text() {
    return String.valueOf(getMessage());
  }
}
