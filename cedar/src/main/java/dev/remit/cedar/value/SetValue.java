package dev.remit.cedar.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A set of values of any kinds, without duplicates and without an order that matters. Iterates in
/// the order of first occurrence. Making it costs `O(size log size)` comparisons whatever its
/// elements are.
public final class SetValue implements Value, Iterable<Value> {
  public static final SetValue EMPTY = new SetValue(List.of());

  private final List<Value> elements;
  private final Value[] sorted;
  private final HashIndex<Value> members;
  private final int hash;

  private SetValue(Collection<? extends Value> given) {
    Value[] all = given.toArray(Value[]::new);
    this.sorted = sortedDistinct(all);
    this.elements = sorted.length == all.length ? List.of(all) : firstOccurrences(all);
    this.members = new HashIndex<>(sorted, ValueOrder.INSTANCE);
    this.hash = Arrays.hashCode(sorted);
  }

  private static Value[] sortedDistinct(Value[] all) {
    Value[] sorted = all.clone();
    Arrays.sort(sorted, ValueOrder.INSTANCE);
    int end = 1;
    for (int i = 1; i < sorted.length; i++) {
      if (!sorted[i].equals(sorted[end - 1])) {
        sorted[end++] = sorted[i];
      }
    }
    return end >= sorted.length ? sorted : Arrays.copyOf(sorted, end);
  }

  private static List<Value> firstOccurrences(Value[] all) {
    Set<Value> seen = new TreeSet<>(ValueOrder.INSTANCE);
    return Arrays.stream(all).filter(seen::add).toList();
  }

  /// The set of `elements`; duplicates count once.
  public static SetValue of(Collection<? extends Value> elements) {
    return elements.isEmpty() ? EMPTY : new SetValue(elements);
  }

  public static SetValue of(Value... elements) {
    return of(List.of(elements));
  }

  /// As [#of(Collection)].
  public static SetValue ofTexts(Collection<String> texts) {
    List<Value> elements = new ArrayList<>(texts.size());
    for (String text : texts) {
      elements.add(new StringValue(text));
    }
    return of(elements);
  }

  /// Without duplicates, in the order of first occurrence.
  public List<Value> elements() {
    return elements;
  }

  public int size() {
    return elements.size();
  }

  /// At once, or in `O(log size)` comparisons where elements were chosen to have one hash.
  public boolean contains(Value value) {
    return members.contains(value);
  }

  /// Whether every element of `other` is in this set. `O(other.size())`.
  public boolean containsAll(SetValue other) {
    for (Value element : other.elements) {
      if (!members.contains(element)) {
        return false;
      }
    }
    return true;
  }

  /// Whether any element of `other` is in this set.
  public boolean containsAny(SetValue other) {
    if (other.size() > size()) {
      return other.containsAny(this);
    }
    for (Value element : other.elements) {
      if (members.contains(element)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Iterator<Value> iterator() {
    return elements.iterator();
  }

  @Override
  public String kind() {
    return "set";
  }

  /// The order of two sets by their sorted elements.
  int compareElements(SetValue other) {
    return Arrays.compare(sorted, other.sorted, ValueOrder.INSTANCE);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof SetValue that
            && hash == that.hash
            && Arrays.equals(sorted, that.sorted));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return elements.stream().map(Value::toString).collect(Collectors.joining(", ", "[", "]"));
  }
}
