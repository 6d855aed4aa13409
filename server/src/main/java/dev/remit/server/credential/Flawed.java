package dev.remit.server.credential;

import java.io.Serial;

/// A credential is no good.
final class Flawed extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final Flaw flaw;

  Flawed(Flaw flaw) {
    super(flaw.code(), null, false, false);
    this.flaw = flaw;
  }

  Flaw flaw() {
    return flaw;
  }
}
