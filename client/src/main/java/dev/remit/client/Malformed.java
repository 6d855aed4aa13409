package dev.remit.client;

import java.io.Serial;

/// An answer that is not what the protocol says. The text has nothing of the answer in it.
final class Malformed extends Exception {
  @Serial private static final long serialVersionUID = 1;

  Malformed(String message) {
    super(message, null, false, false);
  }
}
