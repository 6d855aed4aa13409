package dev.remit.pdp.ledger;

import dev.remit.pdp.decision.Decision;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/// The first answer to an attempt, which every later one with the same key is given again.
public record Attempt(String digest, UUID id, Instant time, Decision decision) {
  public Attempt {
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(id, "id");
    time = Instant.ofEpochMilli(time.toEpochMilli());
    Objects.requireNonNull(decision, "decision");
  }
}
