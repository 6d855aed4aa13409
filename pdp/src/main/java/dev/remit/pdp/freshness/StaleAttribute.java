package dev.remit.pdp.freshness;

import dev.remit.cedar.value.EntityUid;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/// An attribute that was too old for a decision: of which entity, since when it is known to be so,
/// and the rule that made it stale.
public record StaleAttribute(EntityUid entity, String attribute, Instant asOf, FreshnessRule rule) {
  public StaleAttribute {
    Objects.requireNonNull(entity, "entity");
    Objects.requireNonNull(attribute, "attribute");
    Objects.requireNonNull(asOf, "asOf");
    Objects.requireNonNull(rule, "rule");
  }

  /// When it was as old as it may be.
  public Instant since() {
    return asOf.plus(rule.maxAge());
  }

  /// The maximum age as manifests write it: `10m`.
  public static String text(Duration maxAge) {
    long millis = maxAge.toMillis();
    if (millis % 1_000 != 0) {
      return millis + "ms";
    }
    long seconds = millis / 1_000;
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  /// As in: `posture` of `Workload::"w"` is stale: it was so at …, and may be 10m old (deny)
  @Override
  public String toString() {
    return "`"
        + attribute
        + "` of `"
        + entity
        + "` "
        + reason()
        + " ("
        + rule.whenStale().text()
        + ")";
  }

  /// One line for people, after the names of attribute and entity.
  String reason() {
    return asOf.equals(AsOfTimes.UNKNOWN)
        ? "is stale: nothing says when it was so, and it may be " + text(rule.maxAge()) + " old"
        : "is stale: it was so at " + asOf + ", and may be " + text(rule.maxAge()) + " old";
  }
}
