package dev.remit.insight.cause;

import dev.remit.cedar.value.EntityUid;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The denials of one identity for one permission on one container.
final class Denials {
  /// Addresses and credentials of theirs that are remembered.
  private static final int ORIGINS_MAX = 32;

  /// How long after a denial what happens may be because of it.
  static final Duration AFTER_MAX = Duration.ofHours(1);

  private final Key key;
  private final Attempt first;
  private final EarlierSuccess earlier;
  private final Set<String> origins = new LinkedHashSet<>();
  private Instant last;
  private long count;
  private boolean explicit;
  private @Nullable Attempt recovery;
  private @Nullable Attempt other;

  /// What is counted together.
  record Key(
      EntityUid identity, String action, String permission, String policy, String container) {
    static Key of(Attempt attempt) {
      return new Key(
          attempt.identity(),
          attempt.action(),
          attempt.permission(),
          attempt.policy(),
          attempt.container());
    }
  }

  Denials(Attempt first, EarlierSuccess earlier) {
    this.key = Key.of(first);
    this.first = first;
    this.earlier = earlier;
    this.last = first.time();
  }

  void deny(Attempt attempt) {
    count++;
    last = attempt.time();
    explicit |= attempt.explicit();
    recovery = null;
    addOrigin(attempt.address());
    addOrigin(attempt.credential());
  }

  private void addOrigin(String origin) {
    if (!origin.isEmpty() && origins.size() < ORIGINS_MAX) {
      origins.add(origin);
    }
  }

  /// Of the same action on the same container.
  void permit(Attempt attempt) {
    if (attempt.identity().equals(key.identity())) {
      recovery = recovery == null ? attempt : recovery;
    } else if (other == null
        && !attempt.time().isAfter(last.plus(AFTER_MAX))
        && (origins.contains(attempt.address()) || origins.contains(attempt.credential()))) {
      other = attempt;
    }
  }

  Key key() {
    return key;
  }

  EarlierSuccess earlier() {
    return earlier;
  }

  Instant first() {
    return first.time();
  }

  UUID firstRecord() {
    return first.id();
  }

  String service() {
    return first.service();
  }

  Instant last() {
    return last;
  }

  long count() {
    return count;
  }

  boolean isExplicit() {
    return explicit;
  }

  /// The first permit after the last denial.
  @Nullable Attempt recovery() {
    return recovery;
  }

  /// What another identity was permitted from the same place or with the same credential.
  @Nullable Attempt other() {
    return other;
  }
}
