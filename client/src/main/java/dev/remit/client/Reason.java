package dev.remit.client;

import java.util.Objects;

/// Why an answer is as it is. The codes are API; `policy` and `text` are empty where there is none.
public record Reason(String code, String policy, String text) {
  /// The service gave no answer that can be relied on.
  public static final String UNAVAILABLE = "unavailable";

  /// A permit has an obligation for which no handler is registered.
  public static final String OBLIGATION_UNKNOWN = "obligation-unknown";

  /// The handler of an obligation failed.
  public static final String OBLIGATION_FAILED = "obligation-failed";

  public Reason {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(text, "text");
  }
}
