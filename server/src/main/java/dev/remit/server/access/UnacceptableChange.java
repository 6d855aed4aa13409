package dev.remit.server.access;

import java.io.Serial;

/// A change of callers cannot be made; nothing was changed.
public final class UnacceptableChange extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final String code;

  UnacceptableChange(String code, String detail) {
    super(detail, null, false, false);
    this.code = code;
  }

  public String code() {
    return code;
  }

  /// What happened and what to do.
  public String detail() {
    return String.valueOf(getMessage());
  }
}
