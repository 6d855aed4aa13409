package dev.remit.pdp.flow;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// How well it is justified that a value is used: by the best place that it was found in.
/// Ascending.
public enum Grade {
  /// It was found nowhere.
  UNKNOWN,
  /// In a result that nobody asked for by what the user said.
  STRAY,
  /// In free text of a selected result, in a passage that has nothing to do with the request.
  OFFTOPIC,
  /// In a short field of the user's own collection: of a call without arguments.
  OWN,
  /// As `own`, and a plain name or id: no address.
  MEMBER,
  /// The only value of its kind in free text of a selected result, and the text does not address
  /// the agent.
  SOLE,
  /// In free text of a selected result, in a passage that has a word of the request's topic. A
  /// heuristic: whoever knows the request can write such a passage.
  TOPICAL,
  /// In a field of a result, a record or a message that the user pointed to.
  SELECTED,
  /// Below what the user named: an address on a named host, a path in a named folder; made of the
  /// user's words; or a name that by its form belongs to nobody.
  DERIVED,
  /// In the request of the user, or what the tool takes where nothing is given.
  USER;

  private static final List<Grade> VALUES = List.of(values());

  /// As policies see it.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Its bit in a set of grades that is written as bits.
  int bit() {
    return 1 << compareTo(UNKNOWN);
  }

  /// The grades of a set that is written so.
  static Set<Grade> ofBits(int bits) {
    EnumSet<Grade> grades = EnumSet.noneOf(Grade.class);
    for (Grade grade : VALUES) {
      if ((bits & grade.bit()) != 0) {
        grades.add(grade);
      }
    }
    return grades;
  }

  /// The worse of the two.
  Grade min(Grade other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
