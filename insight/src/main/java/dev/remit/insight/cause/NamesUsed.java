package dev.remit.insight.cause;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The names, of resources of one type, that an identity filled in, and what it was permitted on
/// them.
final class NamesUsed {
  /// Actions that are told apart; the permits of others support nothing.
  private static final int ACTIONS_MAX = 1_000;

  /// When something was permitted, first and last, and how often.
  record Span(Instant first, Instant last, long count) {
    private Span and(Span later) {
      return new Span(first, later.last, count + later.count);
    }

    /// Whether it holds at a time from `from` to `until`, taking it to hold all the while.
    boolean meets(Instant from, Instant until) {
      return !first.isAfter(until) && !last.isBefore(from);
    }
  }

  private final Map<String, Span> permitted = new HashMap<>();
  private long requests;

  void add(Attempt attempt) {
    requests++;
    if (attempt.isPermitted()
        && (permitted.size() < ACTIONS_MAX || permitted.containsKey(attempt.action()))) {
      permitted.merge(attempt.action(), new Span(attempt.time(), attempt.time(), 1), Span::and);
    }
  }

  /// How many requests had a name that was filled in.
  long requests() {
    return requests;
  }

  /// When an action was permitted with one.
  Optional<Span> permitted(String action) {
    return Optional.ofNullable(permitted.get(action));
  }
}
