package dev.remit.insight.cause;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/// An hour of an identity, which is written as `Type::"id"`, by its begin.
public record IdentityHour(String identity, Instant hour) {
  public IdentityHour {
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(hour, "hour");
  }

  static IdentityHour of(Attempt attempt) {
    return new IdentityHour(
        attempt.identity().toString(), attempt.time().truncatedTo(ChronoUnit.HOURS));
  }
}
