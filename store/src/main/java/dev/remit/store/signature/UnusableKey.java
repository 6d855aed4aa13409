package dev.remit.store.signature;

import java.io.Serial;

/// A key file that cannot be used; the message says where, what happened and what to do.
public final class UnusableKey extends Exception {
  @Serial private static final long serialVersionUID = 1;

  UnusableKey(String message) {
    super(message);
  }

  /// Never null.
  public String text() {
    return String.valueOf(getMessage());
  }
}
