package dev.remit.pdp.task;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a permitted request does to its task: labels that it leaves, and what it spends, at most
/// one charge for a meter and window, in the order of those.
public record Effects(SortedSet<String> labels, List<Charge> charges) {
  public static final Effects NONE = new Effects(new TreeSet<>(), List.of());

  public Effects {
    labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
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

  public boolean isEmpty() {
    return labels.isEmpty() && charges.isEmpty();
  }
}
