package dev.remit.cedar.text;

import java.io.Serial;

/// Leaves the parsing of one construct after its mistake was reported; whoever recovers catches it.
public final class Unexpected extends Exception {
  @Serial private static final long serialVersionUID = 1;

  Unexpected() {
    super("reported", null, false, false);
  }
}
