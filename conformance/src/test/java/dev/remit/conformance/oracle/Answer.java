package dev.remit.conformance.oracle;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A decision in the form every engine is compared in: the ids of the policies that determined it,
/// and the messages of those that errored by id, each sorted.
public record Answer(
    boolean permitted, SortedSet<String> reasons, SortedMap<String, String> errors) {
  public Answer {
    reasons = Collections.unmodifiableSortedSet(new TreeSet<>(reasons));
    errors = Collections.unmodifiableSortedMap(new TreeMap<>(errors));
  }
}
