package dev.remit.store.entity;

import dev.remit.pdp.decision.EntityVersion;
import dev.remit.pdp.decision.Snapshot;
import java.util.Objects;

/// What asking for a version of the entities came to.
public sealed interface EntityLookup {
  /// `snapshot` is of the version that was asked for.
  record Found(Snapshot snapshot) implements EntityLookup {
    public Found {
      Objects.requireNonNull(snapshot, "snapshot");
    }
  }

  /// Removed by retention.
  record Gone(EntityVersion version) implements EntityLookup {
    public Gone {
      Objects.requireNonNull(version, "version");
    }

    /// One line for people.
    public String text() {
      return "entities " + version + ": retention has removed this version";
    }
  }

  /// Of another store, or later than the last change.
  record Unknown(EntityVersion version) implements EntityLookup {
    public Unknown {
      Objects.requireNonNull(version, "version");
    }

    /// One line for people.
    public String text() {
      return "entities " + version + ": this history never had that version";
    }
  }

  /// There, but not as it was written; `reason` names the place.
  record Damaged(EntityVersion version, String reason) implements EntityLookup {
    public Damaged {
      Objects.requireNonNull(version, "version");
      Objects.requireNonNull(reason, "reason");
    }

    /// One line for people.
    public String text() {
      return "entities " + version + ": " + reason;
    }
  }
}
