package dev.remit.insight.declared;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// A change that somebody approved before or while it was made: by whom, about what, and when.
///
/// `who` is empty where anybody may make it. Both patterns are written as those of a [Need]. From
/// `from` until before `until`.
public record ApprovedChange(
    String who, String about, Instant from, Instant until, String reference) {
  public ApprovedChange {
    Objects.requireNonNull(who, "who");
    Objects.requireNonNull(about, "about");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(until, "until");
    Objects.requireNonNull(reference, "reference");
    if (about.isEmpty() || reference.isEmpty() || !from.isBefore(until)) {
      throw new IllegalArgumentException("approves nothing: " + about + " " + from + " " + until);
    }
  }

  /// Whether it approves what somebody did to some of these, all written as `Type::"id"`.
  boolean covers(String by, List<String> changed, Instant at) {
    return (who.isEmpty() || new NamePattern(who).isOf(by))
        && changed.stream().anyMatch(new NamePattern(about)::isOf)
        && !at.isBefore(from)
        && at.isBefore(until);
  }
}
