package dev.remit.cli.corpus;

import java.util.Objects;

/// One way in which an answer, or a whole case, is not as the corpus has it. `where` is
/// `file:line:column`.
public record Mismatch(Kind kind, String where, String what) {
  /// What differs.
  public enum Kind {
    /// The case cannot be read, so that none of its requests was asked.
    CASE("unreadable"),
    DECISION("decision"),
    REASONS("reasons"),
    ERRORS("errors");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /// What people call it.
    public String text() {
      return text;
    }
  }

  public Mismatch {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(where, "where");
    Objects.requireNonNull(what, "what");
  }

  @Override
  public String toString() {
    return where + ": " + kind.text() + ": " + what;
  }
}
