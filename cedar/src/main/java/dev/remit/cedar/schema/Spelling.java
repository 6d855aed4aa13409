package dev.remit.cedar.schema;

import java.util.List;
import java.util.Optional;

/// Which of the known names a misspelt one was probably meant to be.
final class Spelling {
  private static final int CANDIDATES_MAX = 1_000;

  private Spelling() {}

  /// ``did you mean `x`?`` where a known name is near, else `otherwise`.
  static String help(String word, List<String> known, String otherwise) {
    return findNearest(word, known).map(near -> "did you mean `" + near + "`?").orElse(otherwise);
  }

  /// The known name with the fewest edits from `word`, at most a third of its length.
  static Optional<String> findNearest(String word, List<String> known) {
    String nearest = null;
    int fewest = Math.max(1, word.length() / 3) + 1;
    for (String candidate : known.subList(0, Math.min(known.size(), CANDIDATES_MAX))) {
      if (Math.abs(candidate.length() - word.length()) < fewest) {
        int edits = edits(word, candidate);
        if (edits < fewest) {
          fewest = edits;
          nearest = candidate;
        }
      }
    }
    return Optional.ofNullable(nearest);
  }

  /// Insertions, deletions and replacements that turn `from` into `to`, without regard to case.
  ///
  /// Source: Levenshtein (1966), by the rows of Wagner and Fischer (1974).
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      row[column] = column;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int column = 1; column <= to.length(); column++) {
        int above = row[column];
        int replaced = diagonal + (isSame(from, i - 1, to, column - 1) ? 0 : 1);
        row[column] = Math.min(replaced, Math.min(above, row[column - 1]) + 1);
        diagonal = above;
      }
    }
    return row[to.length()];
  }

  private static boolean isSame(String from, int i, String to, int j) {
    return Character.toLowerCase(from.charAt(i)) == Character.toLowerCase(to.charAt(j));
  }
}
