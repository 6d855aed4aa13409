package dev.remit.store.data;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// The data folder cannot be used; the message says where, what happened and what to do.
public final class DataFault extends IOException {
  @Serial private static final long serialVersionUID = 1;

  public DataFault(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// Never null.
  public String text() {
    return String.valueOf(getMessage());
  }
}
