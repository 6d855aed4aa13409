package dev.remit.insight.cause;

import java.time.Instant;
import java.util.Objects;

/// Something that came after a denial and may be because of it.
///
/// `text` says who did what.
public record FollowUp(Kind kind, Instant time, String text) {
  /// What people and programs do when they are denied.
  public enum Kind {
    /// It was asked again, and denied again.
    RETRY("retried"),
    /// It was asked again, and permitted.
    RECOVERY("recovered"),
    /// Somebody else changed what the identity may do, or who may use the resource.
    GRANT("granted"),
    /// The identity changed what it may do itself.
    SELF_GRANT("granted-itself"),
    /// From the same place or with the same credential another identity did it.
    OTHER_IDENTITY("other-identity"),
    /// The same with an identity that is declared to be for emergencies.
    EMERGENCY("emergency-elevation"),
    /// The identity was not seen to ask again.
    ABANDONED("abandoned");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /// As reports write it.
    public String text() {
      return text;
    }
  }

  public FollowUp {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(text, "text");
  }
}
