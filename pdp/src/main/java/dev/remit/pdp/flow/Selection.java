package dev.remit.pdp.flow;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Which values of a call make its result one that the user pointed to.
public enum Selection {
  /// Also those out of free text, where the passage is on the request's topic. A heuristic: whoever
  /// knows the request can write such a passage.
  TEXT,
  /// Only the user's own, and those in fields of results that were selected so.
  STRUCTURE;

  /// As a bundle writes it.
  public static Optional<Selection> find(String text) {
    return Stream.of(values())
        .filter(selection -> selection.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst();
  }

  boolean passesOn(Grade grade) {
    return switch (grade) {
      case UNKNOWN, STRAY, OFFTOPIC -> false;
      case TOPICAL, SOLE -> this == TEXT;
      case OWN, MEMBER, SELECTED, DERIVED, USER -> true;
    };
  }
}
