package dev.remit.store.backup;

import java.io.Serial;

/// A backup that cannot be made there, or restored; the message says where, what happened and what
/// to do.
public final class UnusableBackup extends Exception {
  @Serial private static final long serialVersionUID = 1;

  UnusableBackup(String message) {
    super(message);
  }

  /// Never null.
  public String text() {
    return String.valueOf(getMessage());
  }
}
