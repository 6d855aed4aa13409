package dev.remit.server.bundle;

import java.io.Serial;

/// An archive from which no bundle is taken; why, in words for people.
final class UnusableArchive extends Exception {
  @Serial private static final long serialVersionUID = 1;

  UnusableArchive(String message) {
    super(message, null, false, false);
  }

  /// Never null.
  String text() {
    return String.valueOf(getMessage());
  }
}
