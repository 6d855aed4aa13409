package dev.remit.pdp.record;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A record could not be kept. The message says where, what happened and what to do.
public final class AppendFailed extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final boolean recordAtFault;

  public AppendFailed(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  private AppendFailed(String message, @Nullable Throwable cause, boolean recordAtFault) {
    super(message, cause);
    this.recordAtFault = recordAtFault;
  }

  /// Of a record that no log could keep, such as one that is too large.
  public static AppendFailed ofRecord(String message) {
    return new AppendFailed(message, null, true);
  }

  /// Whether the record is at fault and not the log, so that whoever made the request may be, too.
  public boolean isRecordAtFault() {
    return recordAtFault;
  }

  /// Never null.
  public String text() {
    return String.valueOf(getMessage());
  }
}
