package dev.remit.pdp.record;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A record could not be kept. The message says where, what happened and what to do.
public final class AppendFailed extends Exception {
  @Serial private static final long serialVersionUID = 1;

  public AppendFailed(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// Never null.
  public String text() {
    return String.valueOf(getMessage());
  }
}
