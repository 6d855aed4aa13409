package dev.remit.server.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a source answered, as it was at `asOf`. `maxAge` is how long the source says that this
/// counts, null if it says nothing.
sealed interface Fetched {
  Instant asOf();

  @Nullable Duration maxAge();

  /// The same as the answer whose tag was sent.
  record Unchanged(Instant asOf, @Nullable Duration maxAge) implements Fetched {
    public Unchanged {
      Objects.requireNonNull(asOf, "asOf");
    }
  }

  /// `tag` is the answer's `ETag`, empty if it has none.
  record Whole(String text, String tag, Instant asOf, @Nullable Duration maxAge)
      implements Fetched {
    public Whole {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(tag, "tag");
      Objects.requireNonNull(asOf, "asOf");
    }
  }
}
