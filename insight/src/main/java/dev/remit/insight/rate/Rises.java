package dev.remit.insight.rate;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// The rises among the hours from `from` to before `until`, the least probable first.
///
/// `tested` hours of identities had a history to be held against; of `withoutHistory` identities
/// nothing can be said, because theirs is too short. `complete` is false where there were more
/// hours to look at than [RiseReader#CANDIDATES_MAX].
public record Rises(
    Instant from,
    Instant until,
    long tested,
    long withoutHistory,
    boolean complete,
    List<Rise> rises) {
  public Rises {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(until, "until");
    rises = List.copyOf(rises);
  }

  /// The same, of which more is known.
  public Rises with(List<Rise> told) {
    return new Rises(from, until, tested, withoutHistory, complete, told);
  }
}
