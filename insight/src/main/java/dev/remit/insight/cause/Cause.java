package dev.remit.insight.cause;

import dev.remit.cedar.value.EntityUid;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// What explains denials that have one reason, however many they are.
///
/// `permissions` are what was missing, the most often denied first, `containers` what it was
/// missing on; `policy` is what determined it, empty where none is named. `record` is that of the
/// first denial.
public record Cause(
    EntityUid identity,
    List<String> permissions,
    List<String> containers,
    String policy,
    long denials,
    Instant first,
    Instant last,
    UUID record,
    EarlierSuccess earlier,
    Status status,
    Verdict verdict,
    List<FollowUp> followed,
    CauseOwner owner) {
  /// What has become of it by the end of the log.
  public enum Status {
    /// Permitted after the last denial.
    RECOVERED("recovered"),
    /// Denied within the last day of the log.
    CONTINUING("continuing"),
    /// Neither.
    STOPPED("stopped");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    /// As reports write it.
    public String text() {
      return text;
    }
  }

  public Cause {
    Objects.requireNonNull(identity, "identity");
    permissions = List.copyOf(permissions);
    containers = List.copyOf(containers);
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(last, "last");
    Objects.requireNonNull(record, "record");
    Objects.requireNonNull(earlier, "earlier");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(verdict, "verdict");
    followed = List.copyOf(followed);
    Objects.requireNonNull(owner, "owner");
    if (denials < 1) {
      throw new IllegalArgumentException(denials + " denials");
    }
  }
}
