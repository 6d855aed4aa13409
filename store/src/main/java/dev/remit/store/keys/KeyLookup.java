package dev.remit.store.keys;

import java.util.Objects;

/// What became of a key. The texts say it of what was encrypted, in one line.
public sealed interface KeyLookup {
  KeyId id();

  /// It is there.
  record Found(DataKey key) implements KeyLookup {
    public Found {
      Objects.requireNonNull(key, "key");
    }

    @Override
    public KeyId id() {
      return key.id();
    }
  }

  /// It was destroyed, so that what it encrypted is gone for good.
  record Destroyed(KeyNote note) implements KeyLookup {
    public Destroyed {
      Objects.requireNonNull(note, "note");
    }

    @Override
    public KeyId id() {
      return note.id();
    }

    public String text() {
      return "its key was destroyed on " + note.destroyed() + " by `" + note.by() + "`";
    }
  }

  /// It is not here, and nobody destroyed it here.
  record Gone(KeyId id) implements KeyLookup {
    public Gone {
      Objects.requireNonNull(id, "id");
    }

    public String text() {
      return "its key " + id + " is not in `keys/`; bring that folder back from where it is kept";
    }
  }

  /// Its file does not hold it any more.
  record Damaged(KeyId id, String why) implements KeyLookup {
    public Damaged {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(why, "why");
    }

    public String text() {
      return "its key " + id + " is damaged (" + why + "); bring its file back";
    }
  }
}
