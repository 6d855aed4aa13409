package dev.remit.server.credential;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The keys of one issuer, fetched when they are first needed, again when they are old, and once
/// when a token names one that is not known. While their source fails, those that were fetched
/// count for a time; then none do.
///
/// `this` guards what is under way; readers of keys that are fresh take no lock. Nothing blocks.
final class IssuerKeys {
  /// `fresh`: how long keys count without asking again; `kept`: how long they do while the source
  /// fails.
  record Times(Duration fresh, Duration kept) {}

  private record Held(KeySet keys, Instant fetched) {}

  private final String name;
  private final KeySource source;
  private final Times times;
  private final InstantSource clock;
  private final Consumer<String> operator;
  private volatile @Nullable Held held;
  private @Nullable CompletableFuture<@Nullable KeySet> underway;
  private @Nullable Instant failed;
  private @Nullable Instant askedForUnknown;

  /// `name` is the issuer's in the settings; `operator` is told of a source that fails.
  IssuerKeys(
      String name, KeySource source, Times times, InstantSource clock, Consumer<String> operator) {
    this.name = Objects.requireNonNull(name, "name");
    this.source = Objects.requireNonNull(source, "source");
    this.times = Objects.requireNonNull(times, "times");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.operator = Objects.requireNonNull(operator, "operator");
  }

  /// The keys that count now without waiting, or null; old ones are asked for anew meanwhile.
  @Nullable KeySet current() {
    Held now = held;
    if (now == null || isOlder(now, times.kept())) {
      return null;
    }
    if (isOlder(now, times.fresh())) {
      refreshAfterPause();
    }
    return now.keys();
  }

  private boolean isOlder(Held keys, Duration age) {
    return clock.instant().isAfter(keys.fetched().plus(age));
  }

  /// The keys that count now, null if none do; waits for them only where there are none. Never
  /// fails.
  CompletionStage<@Nullable KeySet> keys() {
    KeySet now = current();
    return now == null ? refreshAfterPause() : CompletableFuture.completedFuture(now);
  }

  /// The keys after `known` turned out not to have the one that is needed: fetched anew, but not
  /// too often.
  CompletionStage<@Nullable KeySet> keysBeyond(KeySet known) {
    CompletableFuture<@Nullable KeySet> asked;
    synchronized (this) {
      KeySet now = current();
      if (now != null && now != known) {
        return CompletableFuture.completedFuture(now);
      }
      if (underway != null) {
        return underway;
      }
      if (isWithin(TokenLimits.UNKNOWN_KEY_PAUSE, askedForUnknown)) {
        return CompletableFuture.completedFuture(now);
      }
      askedForUnknown = clock.instant();
      asked = begin();
    }
    fetch(asked);
    return asked;
  }

  private boolean isWithin(Duration pause, @Nullable Instant since) {
    return since != null && clock.instant().isBefore(since.plus(pause));
  }

  private CompletionStage<@Nullable KeySet> refreshAfterPause() {
    CompletableFuture<@Nullable KeySet> asked;
    synchronized (this) {
      if (underway != null) {
        return underway;
      }
      if (isWithin(TokenLimits.FAILURE_PAUSE, failed)) {
        return CompletableFuture.completedFuture(null);
      }
      asked = begin();
    }
    fetch(asked);
    return asked;
  }

  private CompletableFuture<@Nullable KeySet> begin() {
    CompletableFuture<@Nullable KeySet> asked = new CompletableFuture<>();
    underway = asked;
    return asked;
  }

  private void fetch(CompletableFuture<@Nullable KeySet> asked) {
    var _ =
        source
            .read()
            .thenApply(IssuerKeys::parse)
            .whenComplete((keys, failure) -> end(asked, keys, failure));
  }

  private static KeySet parse(byte[] bytes) {
    try {
      return KeySet.parse(bytes);
    } catch (ParseException e) {
      throw new CompletionException(e);
    }
  }

  private void end(
      CompletableFuture<@Nullable KeySet> asked,
      @Nullable KeySet keys,
      @Nullable Throwable failure) {
    synchronized (this) {
      underway = null;
      if (keys == null) {
        failed = clock.instant();
      } else {
        failed = null;
        held = new Held(sameAsBefore(keys), clock.instant());
      }
    }
    if (failure != null) {
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      operator.accept(
          "issuers.%s: the keys at %s cannot be had (%s); those fetched before count for %s"
              .formatted(name, source.location(), cause, times.kept()));
    }
    asked.complete(current());
  }

  /// The one that is held where nothing changed, so that what was verified with it still is.
  private KeySet sameAsBefore(KeySet keys) {
    Held before = held;
    return before != null && before.keys().hasSameKeys(keys) ? before.keys() : keys;
  }
}
