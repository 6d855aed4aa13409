package dev.remit.insight.cause;

import dev.remit.cedar.value.EntityUid;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The denials of one identity for one permission on one container.
final class Denials {
  /// Addresses and credentials of theirs that are remembered.
  private static final int ORIGINS_MAX = 32;

  /// Identities that are remembered of those that did it instead.
  private static final int OTHERS_MAX = 5;

  /// Declared needs that are remembered of those that cover some of them.
  private static final int NEEDS_MAX = 5;

  /// How long after a denial what happens may be because of it.
  static final Duration AFTER_MAX = Duration.ofHours(1);

  private final Key key;
  private final Attempt first;
  private final EarlierSuccess earlier;
  private final Set<String> origins = new LinkedHashSet<>();
  private final Set<String> needs = new LinkedHashSet<>();
  private final Set<String> settings = new LinkedHashSet<>();
  private final Clients clients = new Clients();
  private final Map<Instant, Long> watched = new HashMap<>();
  private final Map<EntityUid, Attempt> others = new LinkedHashMap<>();
  private final Clients permittedClients;
  private final String permittedOn;
  private Instant last;
  private long count;
  private long ofSettings;
  private long unfilled;
  private long needed;
  private long permitsBetween;
  private long permitsSince;
  private long explicit;
  private @Nullable Attempt recovery;

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

  /// `permitted` are the clients with which the same was permitted before, `permittedOn` is the
  /// bundle on which it was last; empty where it was not, or by another system.
  Denials(Attempt first, EarlierSuccess earlier, Clients permitted, String permittedOn) {
    this.key = Key.of(first);
    this.first = first;
    this.earlier = earlier;
    this.permittedClients = permitted;
    this.permittedOn = permittedOn;
    this.last = first.time();
  }

  void deny(Attempt attempt) {
    count++;
    last = attempt.time();
    explicit += attempt.explicit() ? 1 : 0;
    recovery = null;
    clients.add(attempt.client());
    unfilled += attempt.unfilled().isPresent() ? 1 : 0;
    if (!attempt.setting().isEmpty()) {
      ofSettings++;
      settings.add(attempt.setting());
    }
    permitsBetween += permitsSince;
    permitsSince = 0;
    addOrigin(attempt.client().address());
    addOrigin(attempt.credential());
  }

  /// The last that was denied is of an hour that is watched.
  void countIn(Instant hour) {
    watched.merge(hour, 1L, Long::sum);
  }

  /// How many are of a watched hour.
  long countedIn(Instant hour) {
    return watched.getOrDefault(hour, 0L);
  }

  /// The last that was denied is declared as needed, by what says so.
  void need(String text) {
    needed++;
    if (needs.size() < NEEDS_MAX) {
      needs.add(text);
    }
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
      permitsSince++;
      permittedClients.add(attempt.client());
    } else if (others.size() < OTHERS_MAX
        && !attempt.time().isAfter(last.plus(AFTER_MAX))
        && (origins.contains(attempt.client().address())
            || origins.contains(attempt.credential()))) {
      others.putIfAbsent(attempt.identity(), attempt);
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

  /// What the first of them rests on.
  Ground ground() {
    return first.ground();
  }

  /// Whether it was permitted on one bundle, denied on the next, and not permitted on that since.
  boolean isOfAnotherBundle() {
    String bundle = first.ground().bundle();
    return !permittedOn.isEmpty()
        && !permittedOn.equals(bundle)
        && permitsBetween == 0
        && (recovery == null || !recovery.ground().bundle().equals(bundle));
  }

  /// The bundle on which it was permitted last.
  String permittedOn() {
    return permittedOn;
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

  /// How many are of what is declared as needed.
  long needed() {
    return needed;
  }

  /// What declares it.
  Set<String> needs() {
    return Collections.unmodifiableSet(needs);
  }

  /// How often the same was permitted after the first and before the last of them.
  long permitsBetween() {
    return permitsBetween;
  }

  /// The settings that answers name; empty unless all of them do.
  Set<String> settings() {
    return ofSettings == count ? Collections.unmodifiableSet(settings) : Set.of();
  }

  /// A name that looks as if it was not filled in; empty unless all of them have one.
  Optional<UnfilledName> unfilled() {
    return unfilled == count ? first.unfilled() : Optional.empty();
  }

  /// With what it was asked.
  Clients clients() {
    return clients;
  }

  /// With what the same was permitted to the identity, before and since.
  Clients permittedClients() {
    return permittedClients;
  }

  /// Whether all answers name a rule that forbids.
  boolean isExplicit() {
    return explicit == count;
  }

  /// The first permit after the last denial.
  @Nullable Attempt recovery() {
    return recovery;
  }

  /// What other identities were permitted first from the same place or with the same credential.
  Collection<Attempt> others() {
    return Collections.unmodifiableCollection(others.values());
  }
}
