package dev.remit.store.row;

import java.io.Serial;

/// What is kept of a record is none that is known here, or contradicts itself; the message says
/// what is wrong with it.
public final class UnreadableRecord extends Exception {
  @Serial private static final long serialVersionUID = 1;

  public UnreadableRecord(String message) {
    super(message);
  }

  /// Never null.
  public String text() {
    return String.valueOf(getMessage());
  }
}
