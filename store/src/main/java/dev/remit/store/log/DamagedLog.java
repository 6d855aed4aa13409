package dev.remit.store.log;

import dev.remit.store.row.DamagedBytes;
import java.io.Serial;

/// A log that is not as it was written; the message says in which file, from which record on, and
/// what to do.
public final class DamagedLog extends Exception {
  @Serial private static final long serialVersionUID = 1;

  DamagedLog(String file, long sequence, DamagedBytes cause) {
    super(
        file
            + ": from record "
            + sequence
            + " on it "
            + cause.text()
            + "; `remit log verify` says how far this goes, a backup holds what was there",
        cause);
  }

  /// Never null.
  public String text() {
    return String.valueOf(getMessage());
  }
}
