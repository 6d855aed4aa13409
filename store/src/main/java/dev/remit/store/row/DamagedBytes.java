package dev.remit.store.row;

import java.io.Serial;

/// Bytes that nobody wrote like this; the message continues "it …".
public final class DamagedBytes extends Exception {
  @Serial private static final long serialVersionUID = 1;

  public DamagedBytes(String message) {
    super(message);
  }

  /// Never null.
  public String text() {
    return String.valueOf(getMessage());
  }
}
