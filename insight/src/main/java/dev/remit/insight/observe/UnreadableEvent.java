package dev.remit.insight.observe;

import java.util.Objects;

/// Something of a log that is no event of its kind.
public final class UnreadableEvent extends Exception {
  private static final long serialVersionUID = 1L;

  private final String text;

  public UnreadableEvent(String text) {
    super(text, null, false, false);
    this.text = Objects.requireNonNull(text, "text");
  }

  /// One line: what was found, and what was expected.
  public String text() {
    return text;
  }
}
