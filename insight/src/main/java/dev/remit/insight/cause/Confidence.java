package dev.remit.insight.cause;

import java.util.Locale;

/// How well the evidence carries a class.
public enum Confidence {
  /// Other classes fit as well.
  LOW,
  /// Other classes would need something that the records do not show.
  MEDIUM,
  /// The records show it.
  HIGH;

  /// As reports write it.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
