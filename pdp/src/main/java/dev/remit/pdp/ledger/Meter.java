package dev.remit.pdp.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// What a task has spent of one meter: what counts until the task ends, and what counts for a
/// while, in the order in which it was spent. Immutable.
public record Meter(long lasting, List<Entry> passing) {
  public static final Meter EMPTY = new Meter(0, List.of());

  /// For how long an entry that has passed is kept: by so much may the clocks of two requests
  /// differ.
  static final Duration GRACE = Duration.ofMinutes(1);

  public Meter {
    passing = List.copyOf(passing);
  }

  /// An amount that a decision spent, and the millisecond from which on it does not count.
  public record Entry(UUID decision, long amount, long expires) {
    public Entry {
      Objects.requireNonNull(decision, "decision");
    }
  }

  /// What was spent and counts at an instant; at most the largest number there is.
  public long value(Instant now) {
    long millis = now.toEpochMilli();
    long value = lasting;
    for (Entry entry : passing) {
      if (millis < entry.expires()) {
        value = plus(value, entry.amount());
      }
    }
    return value;
  }

  /// `windowMillis` is 0 for what counts until the task ends.
  Meter spend(UUID decision, long amount, long windowMillis, Instant at) {
    if (windowMillis == 0) {
      return new Meter(plus(lasting, amount), passing);
    }
    List<Entry> more = current(at);
    more.add(new Entry(decision, amount, plus(at.toEpochMilli(), windowMillis)));
    return new Meter(lasting, more);
  }

  /// Without what a decision spent.
  Meter release(UUID decision, long amount, long windowMillis) {
    return windowMillis == 0
        ? new Meter(Math.max(0, lasting - amount), passing)
        : new Meter(
            lasting, passing.stream().filter(entry -> !entry.decision().equals(decision)).toList());
  }

  int entries(Instant at) {
    return current(at).size();
  }

  private List<Entry> current(Instant at) {
    long oldest = at.minus(GRACE).toEpochMilli();
    List<Entry> current = new ArrayList<>(passing.size() + 1);
    for (Entry entry : passing) {
      if (oldest < entry.expires()) {
        current.add(entry);
      }
    }
    return current;
  }

  private static long plus(long left, long right) {
    long sum = left + right;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
