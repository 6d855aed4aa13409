package dev.remit.store.observation;

import java.util.Objects;

/// From where and with what an observed request came: each empty where it is not known.
///
/// `session` is the name of a role's session, `credentialKind` and `credentialId` what was
/// presented, as `aws-access-key` and the key's id, never a secret; `address` is an IP address or
/// the name of a service, `userAgent` what the client calls itself.
public record ObservedClient(
    String session, String credentialKind, String credentialId, String address, String userAgent) {
  /// Nothing is known.
  public static final ObservedClient UNKNOWN = new ObservedClient("", "", "", "", "");

  public ObservedClient {
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(credentialKind, "credentialKind");
    Objects.requireNonNull(credentialId, "credentialId");
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(userAgent, "userAgent");
  }
}
