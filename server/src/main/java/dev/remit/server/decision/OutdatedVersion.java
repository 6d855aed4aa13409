package dev.remit.server.decision;

import dev.remit.pdp.decision.EntityVersion;
import java.io.Serial;

/// The entities have changed since the version that a change was made for.
public final class OutdatedVersion extends Exception {
  @Serial private static final long serialVersionUID = 1;

  OutdatedVersion(EntityVersion expected, EntityVersion current) {
    super(
        "entities: they are at version `"
            + current
            + "`, no more at `"
            + expected
            + "`; read them again");
  }

  /// Never null.
  public String text() {
    return String.valueOf(getMessage());
  }
}
