package dev.remit.client;

import java.time.Instant;
import java.util.Objects;

/// What the subject of a question presented to the caller: only its id, and until when it is good.
/// It stays here, and bounds how long an answer may be kept.
public record Credential(String id, Instant expiresAt) {
  public Credential {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(expiresAt, "expiresAt");
  }
}
