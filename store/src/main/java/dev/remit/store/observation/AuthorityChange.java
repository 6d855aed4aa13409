package dev.remit.store.observation;

import java.util.Optional;

/// What an event changed of what somebody may do, of those that did.
public enum AuthorityChange {
  /// A policy of an identity or a group was written, attached, or taken away.
  POLICY("policy"),
  /// A policy of a resource was written or taken away.
  RESOURCE_POLICY("resource-policy"),
  /// An identity, a group or a role was made, changed or deleted.
  IDENTITY("identity"),
  /// Who may take a role on was changed.
  TRUST("trust"),
  /// Somebody was bound to a role or put in a group, or was taken from it.
  BINDING("binding"),
  /// A key, password or certificate was made, changed or deleted.
  CREDENTIAL("credential"),
  /// A token or session was issued.
  SESSION("session"),
  /// What is logged from then on was changed.
  LOGGING("logging");

  private final String text;

  AuthorityChange(String text) {
    this.text = text;
  }

  /// As records write it.
  public String text() {
    return text;
  }

  public static Optional<AuthorityChange> find(String text) {
    for (AuthorityChange change : values()) {
      if (change.text.equals(text)) {
        return Optional.of(change);
      }
    }
    return Optional.empty();
  }
}
