package dev.remit.pdp.freshness;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/// How old an attribute may be, and what reading it comes to when it is older.
public record FreshnessRule(Duration maxAge, WhenStale whenStale) {
  public FreshnessRule {
    if (maxAge.toMillis() <= 0) {
      throw new IllegalArgumentException("maximum age " + maxAge);
    }
    Objects.requireNonNull(whenStale, "whenStale");
  }

  /// What becomes of a policy that reads a stale attribute.
  public enum WhenStale {
    /// It cannot be evaluated: a permit does not permit, a forbid denies.
    DENY,
    /// It sees an entity without the attribute. A forbid that asks `has` no longer forbids.
    ABSENT;

    /// As manifests and records write it.
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Whether what was so at `asOf` may not be relied on at `now`: only once it is older than the
  /// maximum age, not at that age; always where nothing says when it was so.
  boolean isStale(Instant asOf, Instant now) {
    return asOf.equals(AsOfTimes.UNKNOWN) || now.isAfter(asOf.plus(maxAge));
  }
}
