package dev.remit.store.row;

import java.io.Serial;

/// A row that does not hold what its columns promise; the message says what is wrong with it.
public final class UnreadableRow extends Exception {
  @Serial private static final long serialVersionUID = 1;

  UnreadableRow(String message) {
    super(message);
  }

  /// Never null.
  public String text() {
    return String.valueOf(getMessage());
  }
}
