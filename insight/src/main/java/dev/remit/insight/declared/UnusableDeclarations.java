package dev.remit.insight.declared;

import java.util.List;

/// Declarations of identities that have mistakes.
public final class UnusableDeclarations extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> mistakes;

  UnusableDeclarations(List<String> mistakes) {
    super(String.join("\n", mistakes), null, false, false);
    this.mistakes = List.copyOf(mistakes);
  }

  /// A line each: where, what is wrong, and what to do.
  public List<String> mistakes() {
    return mistakes;
  }
}
