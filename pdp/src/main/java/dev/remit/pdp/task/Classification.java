package dev.remit.pdp.task;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which attribute of a resource classifies it, and the labels that come with each of its values:
/// whatever permits something to a task on such a resource leaves them.
///
/// An empty `attribute` classifies nothing.
public record Classification(String attribute, SortedMap<String, SortedSet<String>> labels) {
  public static final Classification NONE = new Classification("", new TreeMap<>(Map.of()));

  public Classification {
    Objects.requireNonNull(attribute, "attribute");
    SortedMap<String, SortedSet<String>> copy = new TreeMap<>();
    labels.forEach(
        (value, each) -> copy.put(value, Collections.unmodifiableSortedSet(new TreeSet<>(each))));
    labels = Collections.unmodifiableSortedMap(copy);
  }

  public boolean isEmpty() {
    return attribute.isEmpty();
  }
}
