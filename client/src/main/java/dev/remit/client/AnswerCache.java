package dev.remit.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Permits of a moment ago, by the whole question, its credential and the token that asked. All
/// rest on one basis, the newest that the service named; `this` guards them.
///
/// Kept is only a permit without obligations, whose question says until when its credential is
/// good. Time counts from when the question was sent. The least recently used goes first.
final class AnswerCache {
  /// Entries at most.
  static final int ENTRIES_MAX = 100_000;

  /// For how long at most.
  static final Duration TTL_MAX = Duration.ofSeconds(60);

  private final int entriesMax;
  private final long ttlNanos;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
  private String basis = "";
  private long changes;

  AnswerCache(int entriesMax, Duration ttl, InstantSource clock, LongSupplier nanoTime) {
    if (entriesMax < 0 || entriesMax > ENTRIES_MAX) {
      throw new IllegalArgumentException(
          "cache: %,d entries; at most %,d".formatted(entriesMax, ENTRIES_MAX));
    }
    if (ttl.isNegative() || ttl.compareTo(TTL_MAX) > 0) {
      throw new IllegalArgumentException("cache: kept for " + ttl + "; at most " + TTL_MAX);
    }
    this.entriesMax = entriesMax;
    this.ttlNanos = ttl.toNanos();
    this.clock = Objects.requireNonNull(clock, "clock");
    this.nanoTime = Objects.requireNonNull(nanoTime, "nanoTime");
  }

  /// A cache that keeps nothing.
  static AnswerCache none() {
    return new AnswerCache(0, Duration.ZERO, InstantSource.system(), System::nanoTime);
  }

  /// A question at the moment it is sent.
  record Sent(String token, long nanos, long changes) {
    @Override
    public String toString() {
      return "sent at " + nanos;
    }
  }

  private record Kept(Answer.Permitted answer, String token, long sentNanos, Instant until) {
    @Override
    public String toString() {
      return "kept until " + until;
    }
  }

  synchronized Sent sent(String token) {
    return new Sent(token, nanoTime.getAsLong(), changes);
  }

  synchronized Optional<Answer> find(Question question, String token) {
    if (kept.isEmpty() || question.credential().isEmpty()) {
      return Optional.empty();
    }
    String key = key(question);
    Kept found = kept.get(key);
    if (found == null) {
      return Optional.empty();
    }
    boolean good =
        found.token().equals(token)
            && nanoTime.getAsLong() - found.sentNanos() < ttlNanos
            && clock.instant().isBefore(found.until());
    if (!good) {
      kept.remove(key);
      return Optional.empty();
    }
    return Optional.of(found.answer());
  }

  /// The service answered on `answeredOn`, empty if it did not say. What rests on another basis
  /// goes, unless the question was sent before the basis last changed: then the answer is the old
  /// one.
  synchronized void heard(String answeredOn, Sent sent) {
    if (!answeredOn.equals(basis) && sent.changes() == changes) {
      kept.clear();
      basis = answeredOn;
      changes++;
    }
  }

  /// Keeps an answer that may be kept.
  synchronized void keep(Question question, Answer answer, String answeredOn, Sent sent) {
    boolean may =
        entriesMax > 0
            && answer instanceof Answer.Permitted
            && answer.obligations().isEmpty()
            && question.credential().isPresent()
            && !answeredOn.isEmpty()
            && answeredOn.equals(basis);
    if (!may) {
      return;
    }
    Instant until = question.credential().orElseThrow().expiresAt();
    kept.put(key(question), new Kept((Answer.Permitted) answer, sent.token(), sent.nanos(), until));
    if (kept.size() > entriesMax) {
      kept.remove(kept.keySet().iterator().next());
    }
  }

  /// The service no longer takes the token, or says nothing that can be relied on.
  synchronized void clear() {
    kept.clear();
    changes++;
  }

  synchronized int size() {
    return kept.size();
  }

  private static String key(Question question) {
    Credential credential = question.credential().orElseThrow();
    return question.json() + "\n" + credential.expiresAt() + " " + credential.id();
  }
}
