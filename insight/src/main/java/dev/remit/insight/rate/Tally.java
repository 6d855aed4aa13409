package dev.remit.insight.rate;

import dev.remit.pdp.record.RecordKind;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The answer to a [Question] as far as counting goes: whole, and by group.
///
/// `from` and `until` are the window: as asked, or from the hour of the first to the end of the
/// hour of the last that was counted; null where there is nothing. `groups` are the named ones,
/// most denials first; `otherGroups` is how many there are beside them, and `others` what those
/// come to, with `unnamed` attempts among them of which the counts by hour do not say who did what.
public record Tally(
    @Nullable Instant from,
    @Nullable Instant until,
    boolean rolledUp,
    Whole whole,
    List<Group> groups,
    Others others) {

  /// Everything that was counted; `kinds` are the attempts of each kind that has any.
  public record Whole(Counts counts, long duplicates, Map<RecordKind, Long> kinds) {
    public Whole {
      Objects.requireNonNull(counts, "counts");
      EnumMap<RecordKind, Long> copy = new EnumMap<>(RecordKind.class);
      copy.putAll(kinds);
      kinds = Collections.unmodifiableMap(copy);
    }
  }

  /// What no named group has.
  public record Others(long groups, Counts counts, long unnamed) {
    public Others {
      Objects.requireNonNull(counts, "counts");
      if (groups < 0 || unnamed < 0 || unnamed > counts.attempts()) {
        throw new IllegalArgumentException(groups + " groups, " + unnamed + " unnamed");
      }
    }
  }

  public Tally {
    Objects.requireNonNull(whole, "whole");
    groups = List.copyOf(groups);
    Objects.requireNonNull(others, "others");
    Counts sum = groups.stream().map(Group::counts).reduce(others.counts(), Counts::plus);
    if (!sum.equals(whole.counts())) {
      throw new IllegalArgumentException("the accounts do not balance");
    }
    long ofKinds = whole.kinds().values().stream().mapToLong(Long::longValue).sum();
    if (ofKinds != whole.counts().attempts()) {
      throw new IllegalArgumentException("the kinds do not add up");
    }
  }
}
