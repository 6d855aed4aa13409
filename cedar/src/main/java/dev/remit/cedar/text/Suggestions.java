package dev.remit.cedar.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Guesses which known word was meant by an unknown one.
public final class Suggestions {
  private static final int DISTANCE_MAX = 2;

  private Suggestions() {}

  /// ``did you mean `word`?`` for the nearest of `known`, or `otherwise` if none is near.
  public static String didYouMean(String word, Collection<String> known, String otherwise) {
    return nearest(word, known).map(near -> "did you mean `" + near + "`?").orElse(otherwise);
  }

  /// The word that differs least, by at most two letters and by fewer than half of them; case does
  /// not count, and of equally near words the first wins.
  public static Optional<String> nearest(String word, Collection<String> known) {
    int max = Math.min(DISTANCE_MAX, (word.length() - 1) / 2);
    return known.stream()
        .filter(candidate -> Math.abs(candidate.length() - word.length()) <= max)
        .filter(candidate -> distance(word, candidate) <= max)
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
  }

  /// Letters to insert, drop, replace or swap with their neighbour.
  private static int distance(String one, String two) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = two.toLowerCase(Locale.ROOT);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, i, j, cost);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(String a, String b, int i, int j, int[][] cost) {
    int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(cost[i - 1][j - 1] + changed, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
