package dev.remit.store.query;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A question to the log that has no answer; the message says where, what happened and what to do,
/// and may hold several lines.
public final class QueryFault extends Exception {
  @Serial private static final long serialVersionUID = 1;

  public QueryFault(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// Never null.
  public String text() {
    return String.valueOf(getMessage());
  }
}
