package dev.remit.pdp.mapping;

import java.io.Serial;

/// A value that a request may not have; the message names it and says what to do.
final class UnacceptableValue extends Exception {
  @Serial private static final long serialVersionUID = 1;

  UnacceptableValue(String message) {
    super(message, null, false, false);
  }

  /// Never null.
  String text() {
    return String.valueOf(getMessage());
  }
}
