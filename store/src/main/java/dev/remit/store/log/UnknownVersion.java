package dev.remit.store.log;

import java.io.IOException;
import java.io.Serial;

/// A file of a log that another version of remit wrote, in a way that this one does not know.
final class UnknownVersion extends IOException {
  @Serial private static final long serialVersionUID = 1;

  UnknownVersion(String what, int found, int known) {
    super(
        what
            + " "
            + found
            + " is not known here, only up to "
            + known
            + "; use the version of remit that wrote it, or a later one");
  }
}
