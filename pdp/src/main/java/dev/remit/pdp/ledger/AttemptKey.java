package dev.remit.pdp.ledger;

import java.util.Objects;

/// What a caller calls one attempt, and the digest of what it asked for in it.
public record AttemptKey(String key, String digest) {
  /// The caller named none.
  public static final AttemptKey NONE = new AttemptKey("", "");

  public AttemptKey {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(digest, "digest");
    if (key.isEmpty() != digest.isEmpty()) {
      throw new IllegalArgumentException("key `" + key + "` with digest `" + digest + "`");
    }
  }

  public boolean isNone() {
    return key.isEmpty();
  }
}
