package dev.remit.insight.identity;

import java.util.Locale;

/// In what part of its life an identity is.
public enum Lifecycle {
  /// Declared, and never seen.
  DECLARED,
  /// Seen lately.
  ACTIVE,
  /// Seen, but not lately.
  DORMANT,
  /// Its declared end has come.
  OFFBOARDED;

  /// As reports write it.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
