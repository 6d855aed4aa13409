package dev.remit.store.entity;

import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.value.EntityUid;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// One step of the history: the version that it leads to, when it was made and by whom, the
/// entities put in, in the place of those of the same uid, and those taken out.
///
/// No uid is in it twice. `time` has whole milliseconds.
public record EntityChange(
    long sequence, Instant time, String author, List<Entity> upserts, List<EntityUid> removals) {
  /// Characters of `author`.
  public static final int AUTHOR_LENGTH_MAX = 1024;

  public EntityChange {
    if (sequence < 1) {
      throw new IllegalArgumentException("change " + sequence);
    }
    time = Instant.ofEpochMilli(time.toEpochMilli());
    Objects.requireNonNull(author, "author");
    if (author.length() > AUTHOR_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "an author of " + author.length() + " characters, more than " + AUTHOR_LENGTH_MAX);
    }
    upserts = List.copyOf(upserts);
    removals = List.copyOf(removals);
  }
}
