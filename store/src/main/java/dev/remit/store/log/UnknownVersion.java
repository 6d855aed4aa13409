package dev.remit.store.log;

import dev.remit.store.row.Column;
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

  /// Throws unless the version of the schema of records is known here.
  static void requireSchema(int found) throws UnknownVersion {
    if (found < Column.SCHEMA_VERSION_MIN || found > Column.SCHEMA_VERSION) {
      throw new UnknownVersion("the schema of records", found, Column.SCHEMA_VERSION);
    }
  }
}
