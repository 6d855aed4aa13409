package dev.remit.server;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// The service cannot start or stop; the message says where, what happened and what to do.
public final class ServerFault extends Exception {
  @Serial private static final long serialVersionUID = 1;

  public ServerFault(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// Never null.
  public String text() {
    return String.valueOf(getMessage());
  }
}
