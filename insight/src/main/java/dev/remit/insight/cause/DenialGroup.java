package dev.remit.insight.cause;

import dev.remit.cedar.value.EntityUid;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Denials that have one reason, taken together, and the changes that bear on them.
final class DenialGroup {
  private final List<Denials> members;
  private final EntityUid identity;
  private final Instant first;
  private final Instant last;
  private final long count;
  private final EarlierSuccess earlier;
  private final List<Change> relevant;

  /// `members` are of one identity, at least one. O(changes).
  DenialGroup(List<Denials> members, List<Change> changes) {
    this.members = List.copyOf(members);
    this.identity = members.getFirst().key().identity();
    this.first = members.stream().map(Denials::first).min(Comparator.naturalOrder()).orElseThrow();
    this.last = members.stream().map(Denials::last).max(Comparator.naturalOrder()).orElseThrow();
    this.count = members.stream().mapToLong(Denials::count).sum();
    this.earlier =
        members.stream()
            .map(Denials::earlier)
            .min(Comparator.comparingInt(DenialGroup::rank))
            .orElseThrow();
    this.relevant =
        changes.stream().filter(Change::isOfAuthority).filter(this::isRelevant).toList();
  }

  /// What is known comes before what is not.
  private static int rank(EarlierSuccess earlier) {
    return switch (earlier) {
      case EarlierSuccess.Seen _ -> 0;
      case EarlierSuccess.NotObservable _ -> 1;
      case EarlierSuccess.NotSeen _ -> 2;
    };
  }

  private boolean isRelevant(Change change) {
    return members.stream()
        .anyMatch(denials -> change.isAbout(identity, denials.key().container()));
  }

  List<Denials> members() {
    return members;
  }

  EntityUid identity() {
    return identity;
  }

  Instant first() {
    return first;
  }

  Instant last() {
    return last;
  }

  long count() {
    return count;
  }

  /// What is known of any of them, if anything is.
  EarlierSuccess earlier() {
    return earlier;
  }

  /// Changes of authority that bear on the identity or on what it was denied, the oldest first.
  List<Change> relevant() {
    return relevant;
  }

  /// The last relevant change before the first denial.
  Optional<Change> before(Duration within) {
    return relevant.stream()
        .filter(change -> isBetween(change.time(), first.minus(within), first))
        .max(Comparator.comparing(Change::time));
  }

  /// Whether anything relevant changed, both ends included.
  boolean isChangedBetween(Instant from, Instant until) {
    return relevant.stream().anyMatch(change -> isBetween(change.time(), from, until));
  }

  private static boolean isBetween(Instant time, Instant from, Instant until) {
    return !time.isBefore(from) && !time.isAfter(until);
  }
}
