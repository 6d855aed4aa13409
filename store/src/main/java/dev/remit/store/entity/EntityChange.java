package dev.remit.store.entity;

import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.pdp.freshness.AsOfTimes;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// One step of the history: the version that it leads to, when it was made and by whom, the
/// entities put in, in the place of those of the same uid, and those taken out.
///
/// What is put was so at `asOf`, which is never later than `time`; so were all other entities of
/// the types `confirmed`. No uid is in it twice. Instants have whole milliseconds.
public record EntityChange(
    long sequence,
    Instant time,
    String author,
    List<Entity> upserts,
    List<EntityUid> removals,
    Instant asOf,
    List<Name> confirmed) {
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
    asOf = Instant.ofEpochMilli(asOf.toEpochMilli());
    if (asOf.isAfter(time)) {
      throw new IllegalArgumentException("as of " + asOf + ", after its time " + time);
    }
    confirmed = List.copyOf(confirmed);
  }

  /// As of its time, and without confirming others.
  public EntityChange(
      long sequence, Instant time, String author, List<Entity> upserts, List<EntityUid> removals) {
    this(sequence, time, author, upserts, removals, time, List.of());
  }

  /// The times after this change of entities that had `before`.
  AsOfTimes applyTo(AsOfTimes before) {
    List<EntityUid> put = upserts.stream().map(Entity::uid).toList();
    return before.with(new AsOfTimes.Mark(sequence, asOf), put, removals, confirmed);
  }
}
