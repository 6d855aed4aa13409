package dev.remit.store.retention;

import dev.remit.pdp.bundle.BundleDigest;
import dev.remit.pdp.decision.EntityVersion;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// The bundles and entity versions that decisions of this process rest on, of which the log may
/// hold no record yet. Retention removes none of them.
///
/// A [Use] is begun *before* its bundle is kept or found and its entities are taken, and closed
/// once no more decisions begin on them. Those that have begun by then have [#GRACE] to be
/// recorded: so nobody counts decisions. What is begun or ends while retention is at work stays
/// whole, too. Uses of one bundle that are closed within [#MERGED] are kept as one, so that a
/// process that changes entities all the time remembers few.
///
/// `this` guards all fields; any thread may call. Removing a bundle holds up who begins a use.
public final class InUse {
  /// How long what is no longer used stays: much longer than any decision waits for the log.
  public static final Duration GRACE = Duration.ofHours(1);

  /// What is closed within this of another of its bundle stays as long as the last of them.
  static final Duration MERGED = Duration.ofMinutes(1);

  private final LongSupplier nanoTime;
  private final Set<Use> open = new HashSet<>();
  private final Deque<Closed> closed = new ArrayDeque<>();
  private boolean removing;

  /// By a clock that only runs forward.
  public InUse(LongSupplier nanoTime) {
    this.nanoTime = Objects.requireNonNull(nanoTime, "nanoTime");
  }

  /// A bundle and a version of the entities that decisions are made on, until it is closed.
  public final class Use implements AutoCloseable {
    private final BundleDigest bundle;
    private final EntityVersion entities;

    private Use(BundleDigest bundle, EntityVersion entities) {
      this.bundle = Objects.requireNonNull(bundle, "bundle");
      this.entities = Objects.requireNonNull(entities, "entities");
    }

    public BundleDigest bundle() {
      return bundle;
    }

    public EntityVersion entities() {
      return entities;
    }

    /// Calling it again does nothing.
    @Override
    public void close() {
      end(this);
    }
  }

  /// Uses of a bundle that were closed one after the other: the oldest version of stored entities
  /// among them, [Long#MAX_VALUE] if there is none, and when the first and the last were closed.
  private record Closed(BundleDigest bundle, long oldest, long firstNanos, long lastNanos) {
    private Closed and(Closed next) {
      return new Closed(bundle, Math.min(oldest, next.oldest), firstNanos, next.lastNanos);
    }

    private boolean isFollowedBy(Closed next) {
      return bundle.equals(next.bundle) && next.lastNanos - firstNanos <= MERGED.toNanos();
    }
  }

  /// Begins a use of a bundle and of what `current` then gives, which is the current version.
  public synchronized Use begin(BundleDigest bundle, Supplier<EntityVersion> current) {
    forget();
    Use use = new Use(bundle, current.get());
    open.add(use);
    return use;
  }

  private synchronized void end(Use use) {
    if (open.remove(use)) {
      long now = nanoTime.getAsLong();
      Closed ended = new Closed(use.bundle, stored(use.entities), now, now);
      Closed last = closed.peekLast();
      if (last != null && last.isFollowedBy(ended)) {
        closed.removeLast();
        ended = last.and(ended);
      }
      closed.addLast(ended);
    }
    forget();
  }

  private static long stored(EntityVersion version) {
    return version.equals(EntityVersion.BUNDLE) ? Long.MAX_VALUE : version.sequence();
  }

  /// How many closed uses are remembered.
  synchronized int remembered() {
    return closed.size();
  }

  /// Lets go of what was closed long ago; the first in the queue was closed first.
  private void forget() {
    long now = nanoTime.getAsLong();
    while (!removing && !closed.isEmpty() && now - closed.getFirst().lastNanos > GRACE.toNanos()) {
      closed.removeFirst();
    }
  }

  /// A removal that begins, before it looks at what records refer to: from here to its end, nothing
  /// that is in use is let go of. One at a time.
  synchronized Removal beginRemoval() {
    if (removing) {
      throw new IllegalStateException("two removals at a time");
    }
    forget();
    removing = true;
    return new Removal();
  }

  /// Something that removes a bundle or versions.
  @FunctionalInterface
  interface Removing {
    void remove() throws IOException;
  }

  /// Retention at work. What was in use when it began, or has come into use since, is in use to it.
  final class Removal implements Closeable {
    boolean isInUse(BundleDigest bundle) {
      synchronized (InUse.this) {
        return open.stream().anyMatch(use -> use.bundle.equals(bundle))
            || closed.stream().anyMatch(uses -> uses.bundle().equals(bundle));
      }
    }

    /// Whether it was not in use, and was removed. Nobody begins to use it meanwhile.
    boolean removeUnused(BundleDigest bundle, Removing removing) throws IOException {
      synchronized (InUse.this) {
        if (isInUse(bundle)) {
          return false;
        }
        removing.remove();
        return true;
      }
    }

    /// The oldest sequence of stored entities that is in use, or `least` if that is lower.
    long oldestEntities(long least) {
      synchronized (InUse.this) {
        long oldest = least;
        for (Use use : open) {
          oldest = Math.min(oldest, stored(use.entities));
        }
        for (Closed uses : closed) {
          oldest = Math.min(oldest, uses.oldest());
        }
        return oldest;
      }
    }

    @Override
    public void close() {
      synchronized (InUse.this) {
        InUse.this.removing = false;
        forget();
      }
    }
  }
}
