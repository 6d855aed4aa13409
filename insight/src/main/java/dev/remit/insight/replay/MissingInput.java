package dev.remit.insight.replay;

import java.io.Serial;

/// An input of a recorded decision is gone; the message says which, and what to do.
public final class MissingInput extends Exception {
  @Serial private static final long serialVersionUID = 1;

  MissingInput(String message) {
    super(message);
  }

  /// Never null.
  public String text() {
    return String.valueOf(getMessage());
  }
}
