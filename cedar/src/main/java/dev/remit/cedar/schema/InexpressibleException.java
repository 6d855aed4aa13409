package dev.remit.cedar.schema;

import java.io.Serial;
import java.util.List;

/// A schema read from JSON that Cedar text has no words for, with every reason, one line each.
public final class InexpressibleException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final transient List<String> reasons;

  InexpressibleException(List<String> reasons) {
    super(String.join("\n", reasons));
    this.reasons = List.copyOf(reasons);
  }

  /// At least one.
  public List<String> reasons() {
    return reasons;
  }
}
