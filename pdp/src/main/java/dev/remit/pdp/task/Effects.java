package dev.remit.pdp.task;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a permitted request does to its task: labels that it leaves, and what it spends, at most
/// one charge for a meter and window, in the order of those.
public record Effects(SortedSet<String> labels, List<Charge> charges) {
  public static final Effects NONE = new Effects(Collections.emptySortedSet(), List.of());

  // INVARIANT: nobody changes the labels that one is made of, so that many share them.
  public Effects {
    labels = Collections.unmodifiableSortedSet(labels);
    charges = List.copyOf(charges);
  }

  /// Whether any meter advances.
  public boolean isSpending() {
    for (Charge charge : charges) {
      if (charge.amount() > 0) {
        return true;
      }
    }
    return false;
  }

  /// The labels of both; one of the two where it has them all.
  public static SortedSet<String> union(SortedSet<String> some, SortedSet<String> more) {
    if (some.isEmpty()) {
      return more;
    }
    if (some.containsAll(more)) {
      return some;
    }
    SortedSet<String> both = new TreeSet<>(some);
    both.addAll(more);
    return both;
  }

  public boolean isEmpty() {
    return labels.isEmpty() && charges.isEmpty();
  }
}
