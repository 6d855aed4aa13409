package dev.remit.insight.observe.intake;

import java.io.IOException;
import java.io.Serial;

/// A file that cannot be read, or not to its end: `where: what happened; what to do`. What came
/// before is taken in.
public final class ReadFault extends IOException {
  @Serial private static final long serialVersionUID = 1;

  ReadFault(String message, IOException cause) {
    super(message, cause);
  }

  ReadFault(String message) {
    super(message);
  }

  /// Never null.
  public String text() {
    return String.valueOf(getMessage());
  }
}
