package dev.remit.pdp.input;

import java.io.Serial;

/// A line of JSON that is not what it must be; the message says which part and what to do.
final class Misshapen extends Exception {
  @Serial private static final long serialVersionUID = 1;

  Misshapen(String message) {
    super(message, null, false, false);
  }

  /// Never null.
  String text() {
    return String.valueOf(getMessage());
  }
}
