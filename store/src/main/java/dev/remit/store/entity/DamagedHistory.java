package dev.remit.store.entity;

import java.io.Serial;

/// A file of the history that does not hold what was written; the message says which, where and
/// what to do.
public final class DamagedHistory extends Exception {
  @Serial private static final long serialVersionUID = 1;

  DamagedHistory(String file, long position, String problem) {
    super(file + ": byte " + position + ": " + problem + "; restore the file from a copy");
  }

  /// Never null.
  public String text() {
    return String.valueOf(getMessage());
  }
}
