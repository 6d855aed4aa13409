package dev.remit.pdp.flow;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Which values of a call make its result one that the user pointed to.
public enum Selection {
  /// Also those out of free text, where the passage is on the request's topic. A heuristic: whoever
  /// knows the request can write such a passage.
  TEXT(Grade.TOPICAL, Grade.SOLE),
  /// Only the user's own, and those in fields of results that were selected so.
  STRUCTURE;

  private final int passing;

  Selection(Grade... more) {
    Set<Grade> grades =
        EnumSet.of(Grade.OWN, Grade.MEMBER, Grade.SELECTED, Grade.DERIVED, Grade.USER);
    grades.addAll(List.of(more));
    this.passing = grades.stream().mapToInt(Grade::bit).sum();
  }

  /// As a bundle writes it.
  public static Optional<Selection> find(String text) {
    return Stream.of(values())
        .filter(selection -> selection.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst();
  }

  /// Whether there are grades, as bits, and each of them passes on.
  boolean passesOn(int grades) {
    return grades != 0 && (grades & ~passing) == 0;
  }
}
